#!/usr/bin/env bash
# Runs a test with a fresh, unlocked gnome-keyring on a private session bus. Where the desktop's parts are not
# installed, the test is told so and checks the path without a keychain instead.
set -euo pipefail
if ! command -v dbus-run-session >/dev/null || ! command -v gnome-keyring-daemon >/dev/null; then
    PHOTODESK_TEST_KEYRING=none exec "$@"
fi
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME=$home XDG_DATA_HOME=$home/data XDG_RUNTIME_DIR=$home/run XDG_CONFIG_HOME=$home/config
mkdir -p "$XDG_DATA_HOME" "$XDG_CONFIG_HOME"
mkdir -m 700 "$XDG_RUNTIME_DIR"
# shellcheck disable=SC2016
PHOTODESK_TEST_KEYRING=real dbus-run-session -- bash -euc '
    printf "test-password" | gnome-keyring-daemon --unlock --components=secrets >/dev/null
    "$@"
' bash "$@"
