#!/usr/bin/python3
"""Holds docs/api/openapi.yaml against the running server.

Every route of the server is in the document and the other way round; every operation is called for real and must
answer with a status and a body the document describes; every secured operation refuses a call without a token.
Usage: openapi_check.py SERVER_BINARY OPENAPI DEMO_FOLDER
"""
import hashlib
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid

import jsonschema
import yaml

import openapi_sheet

server_binary, document_path, demo_folder = sys.argv[1:4]
with open(document_path, encoding="utf-8") as file:
    document = yaml.safe_load(file)
jsonschema.Draft202012Validator.check_schema(document["components"]["schemas"]["Problem"])
resolver = jsonschema.RefResolver.from_schema(document)
faults = []
seen = set()


def deref(node):
    while isinstance(node, dict) and "$ref" in node:
        node = resolver.resolve(node["$ref"])[1]
    return node


operations = {}
for template, item in document["paths"].items():
    for method, operation in item.items():
        operations[operation["operationId"]] = (method.upper(), template, operation)


class Client:
    def __init__(self, port):
        self.port = port
        self.token = None

    def raw(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        all_headers = dict(headers or {})
        if self.token:
            all_headers.setdefault("Authorization", "Bearer " + self.token)
        connection.request(method, path, body=body, headers=all_headers)
        reply = connection.getresponse()
        data = reply.read()
        result = (reply.status, reply.headers, data)
        connection.close()
        return result

    def call(self, operation_id, expect, params=None, body=None, query=None, headers=None, raw_body=None,
             content_type="application/json"):
        """Calls an operation, validates the answer against the document, returns its JSON (or bytes)."""
        method, template, operation = operations[operation_id]
        path = template
        for name, value in (params or {}).items():
            path = path.replace("{%s}" % name, urllib.parse.quote(str(value), safe=""))
        if query:
            path += "?" + urllib.parse.urlencode(query)
        all_headers = dict(headers or {})
        payload = raw_body
        if body is not None:
            payload = json.dumps(body)
            request_schema = operation["requestBody"]["content"]["application/json"]["schema"]
            if expect < 400:
                validate(body, request_schema, operation_id + " request")
        if payload is not None:
            all_headers["Content-Type"] = content_type
        status, reply_headers, data = self.raw(method, path, payload, all_headers)
        seen.add((operation_id, status))
        where = "%s -> %d" % (operation_id, status)
        if status != expect:
            faults.append("%s, expected %d: %s" % (where, expect, data[:300]))
            return None
        responses = operation["responses"]
        described = deref(responses.get(str(status)) or responses.get("default"))
        if described is None:
            faults.append(where + " is not in the document")
            return None
        content = described.get("content")
        actual_type = (reply_headers.get("Content-Type") or "").split(";")[0]
        if not content:
            if data:
                faults.append(where + " has a body the document does not describe")
            return None
        schema = None
        for kind, media in content.items():
            if re.fullmatch(re.escape(kind).replace(r"\*", ".*"), actual_type):
                schema = media["schema"]
        if schema is None:
            faults.append("%s has content type %r, the document says %s" % (where, actual_type, list(content)))
            return None
        if "json" not in actual_type:
            return data
        value = json.loads(data)
        validate(value, schema, where)
        return value


def validate(value, schema, where):
    for error in jsonschema.Draft202012Validator(schema, resolver=resolver).iter_errors(value):
        faults.append("%s: %s at %s" % (where, error.message[:200], list(error.absolute_path)))


def wait_for(what, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = what()
        if value:
            return value
        time.sleep(0.05)
    raise SystemExit("gave up waiting")


def check_routes():
    listed = subprocess.run([server_binary, "routes"], check=True, capture_output=True, text=True).stdout.split("\n")
    have = {tuple(line.split(" ", 1)) for line in listed if line}
    # The student's pages are files, not API.
    have = {pair for pair in have if pair[1].startswith(("/api/", "/healthz", "/readyz", "/metrics"))}
    want = {(method, template) for method, template, _ in operations.values()}
    for pair in sorted(have - want):
        faults.append("the server has %s %s, the document has not" % pair)
    for pair in sorted(want - have):
        faults.append("the document has %s %s, the server has not" % pair)


def check_secured(anonymous):
    for operation_id, (method, template, operation) in operations.items():
        path = re.sub(r"\{kind\}", "derived", template)
        path = re.sub(r"\{attempt\}", "1", path)
        path = re.sub(r"\{\w+\}", str(uuid.uuid4()), path)
        if operation.get("security") == []:
            continue
        needs_body = "requestBody" in operation
        kind = next(iter(operation["requestBody"]["content"])) if needs_body else None
        status, headers, data = anonymous.raw(method, path, "{}" if needs_body else None,
                                              {"Content-Type": kind} if needs_body else {})
        if status != 401 or json.loads(data).get("code") != "not_signed_in":
            faults.append("%s without a token answered %d" % (operation_id, status))
        if "Bearer" not in (headers.get("WWW-Authenticate") or ""):
            faults.append("%s: 401 without WWW-Authenticate" % operation_id)


def read_code(data, phone_end):
    with open(os.path.join(data, "sms.log"), encoding="utf-8") as log:
        lines = [line for line in log if phone_end in line]
    return re.search(r"\b(\d{6})\b", lines[-1].split(phone_end, 1)[1]).group(1)


def consent_versions():
    path = os.path.join(os.path.dirname(demo_folder), "consent.json")
    with open(path, encoding="utf-8") as file:
        texts = json.load(file)
    return {"terms_version": texts["terms_version"], "face_version": texts["face_version"]}


def student_way(data, port, feature_code, picture):
    student = Client(port)
    phone = "13900010002"
    student.call("requestCode", 202, body={"phone": phone})
    student.call("requestCode", 429, body={"phone": phone})
    code = wait_for(lambda: read_code(data, phone))
    wrong = "000000" if code != "000000" else "111111"
    student.call("studentSignIn", 422, body={"phone": phone, "code": wrong})
    student.call("studentSignIn", 403, body={"phone": phone, "code": code})
    session = student.call("studentSignIn", 201, body={
        "phone": phone, "code": code, "consent": consent_versions()})
    student.token = session["token"]
    student.call("batchByCode", 200, params={"code": feature_code.lower()})
    student.call("batchByCode", 404, params={"code": "ZZZZZZ"})
    enrolment = {"feature_code": feature_code, "id_last4": "123x", "name": "\u5434\u5c0f\u660e"}
    key = str(uuid.uuid4())
    record = student.call("enrol", 201, body=enrolment, headers={"Idempotency-Key": key})
    again = student.call("enrol", 201, body=enrolment, headers={"Idempotency-Key": key})
    if again["id"] != record["id"]:
        faults.append("enrolling twice under one key made two records")
    student.call("enrol", 409, body=enrolment, headers={"Idempotency-Key": str(uuid.uuid4())})
    student.call("myRecords", 200)
    here = {"id": record["id"]}
    student.call("submit", 409, params=here, body={"version": record["version"]})
    student.call("upload", 415, params=here, raw_body=b"GIF89a", content_type="image/gif")
    upload = student.call("upload", 202, params=here, raw_body=picture, content_type="image/jpeg",
                          query={"capture_source": "camera"})

    def accepted():
        state = student.call("uploadState", 200, params={"id": upload["id"]})
        return state if state["state"] not in ("received", "processing") else None
    if wait_for(accepted)["state"] != "accepted":
        faults.append("the portrait was not accepted")
    record = student.call("myRecord", 200, params=here)
    student.call("myPhoto", 200, params={"id": record["id"], "kind": "derived"})
    student.call("submit", 409, params=here, body={"version": record["version"] + 5})
    record = student.call("submit", 200, params=here, body={"version": record["version"], "note": "hello"})
    record = student.call("withdraw", 200, params=here, body={"version": record["version"]})
    record = student.call("submit", 200, params=here, body={"version": record["version"]})
    student.call("myRecord", 404, params={"id": str(uuid.uuid4())})
    return student, record


def decision(item, verdict, **more):
    picture = item["attempt"].get("derived") or item["attempt"]["original"]
    return dict({"version": item["record"]["version"], "attempt": item["attempt"]["attempt"],
                 "photo_sha256": picture["sha256"], "verdict": verdict,
                 "decided_at": "2026-01-02T03:04:05.678Z"}, **more)


def seen_photo(item):
    picture = item["attempt"].get("derived") or item["attempt"]["original"]
    return {"version": item["record"]["version"], "attempt": item["attempt"]["attempt"],
            "photo_sha256": picture["sha256"]}


def rework_way(reviewer, item):
    """Crops, turns and brushes a claimed photo, and back again; answers with the item as it is then."""
    here = {"id": item["record"]["id"]}
    where = dict(here, attempt=item["attempt"]["attempt"])
    if reviewer.call("revisions", 200, params=where)["items"]:
        faults.append("revisions before the first rework")
    reviewer.call("restore", 404, params=here, body=seen_photo(item), headers={"Idempotency-Key": str(uuid.uuid4())})
    x, y, width, height = item["report"]["crop"]
    body = dict(seen_photo(item), crop=[x + 3.25, y, width, height], turn=1.5,
                strokes=[{"mark": "keep", "radius": 9, "points": [[60.5, 200], [80, 200.25]]},
                         {"mark": "remove", "radius": 4, "points": [[20, 20]]}])
    key = {"Idempotency-Key": str(uuid.uuid4())}
    for wrong in ({"turn": 40}, {"crop": [0, 0, 1, 1]}, {"crop": [1e300, 0, width, height]}, {"strokes": [{}]}):
        reviewer.call("rework", 422, params=here, body=dict(body, **wrong), headers=key)
    reviewer.call("rework", 422, params=here, body=body)
    reviewer.call("rework", 413, params=here, raw_body=b"[" * (3 << 20), headers=key)
    reviewer.call("rework", 400, params=here, raw_body=b'{"turn":NaN}', headers=key)
    reviewer.call("rework", 409, params=here, body=dict(body, version=body["version"] + 1), headers=key)
    done = reviewer.call("rework", 200, params=here, body=body, headers=key)
    if reviewer.call("rework", 200, params=here, body=body, headers=key) != done:
        faults.append("the same key gave another answer to a rework")
    reviewer.call("rework", 409, params=here, body=dict(body, turn=1), headers=key)
    made = done["item"]
    photo = reviewer.call("staffPhoto", 200, params=dict(where, kind="derived"))
    if hashlib.sha256(photo).hexdigest() != made["attempt"]["derived"]["sha256"]:
        faults.append("the reworked picture is not the one the answer names")
    if made["attempt"]["derived"] == item["attempt"]["derived"] or made["report"]["turn"] != 1.5:
        faults.append("the rework changed nothing")
    if [revision["kind"] for revision in reviewer.call("revisions", 200, params=where)["items"]] != ["machine", "rework"]:
        faults.append("the earlier picture was not kept")
    back = reviewer.call("restore", 200, params=here, body=seen_photo(made),
                         headers={"Idempotency-Key": str(uuid.uuid4())})["item"]
    if back["attempt"]["derived"] != item["attempt"]["derived"]:
        faults.append("restored is not what the machine made")
    return back


def staff_way(port, password):
    reviewer = Client(port)
    reviewer.call("staffSignIn", 401, body={"user": "reviewer", "password": "wrong"})
    reviewer.call("staffSignIn", 400, raw_body="{")
    session = reviewer.call("staffSignIn", 201, body={"user": "reviewer", "password": password})
    reviewer.token = session["token"]
    reviewer.call("staffSession", 200)
    reviewer.call("staffBatches", 200)
    reviewer.call("audit", 403)
    reviewer.call("reviewQueue", 200)
    claims = reviewer.call("claim", 200, body={"count": 4})
    reviewer.call("claim", 422, body={"count": 0})
    ids = [item["record"]["id"] for item in claims["items"]]
    reviewer.call("heartbeat", 200, body={"record_ids": ids})
    released = reviewer.call("release", 200, body={"record_ids": ids[3:]})
    if released["released"] != ids[3:]:
        faults.append("release did not name what it released")
    filters = reviewer.call("reviewFilters", 200)
    reviewer.call("reviewFilters", 422, query={"queue": "third"})
    if sum(batch["waiting"] for batch in filters["batches"]) != filters["waiting"]:
        faults.append("the batches of the filters do not add up")
    returned = reviewer.call("returnPhotos", 200, body={"record_ids": ids[2:3] + [str(uuid.uuid4())]})
    again = reviewer.call("claim", 200, body={"count": 4, "waits_ms": 0, "age_ms": 0})
    if returned["returned"] != ids[2:3] or ids[2] in [item["record"]["id"] for item in again["items"]]:
        faults.append("a photo given back came back at once")
    first, second, third = (claims["items"][:2] + [item for item in again["items"]
                                                   if item["record"]["id"] not in ids[:2]])[:3]
    reviewer.call("photoCopied", 403, params={"id": ids[0], "attempt": 1})
    reviewer.call("deskPolicy", 200)
    reviewer.call("setDeskPolicy", 403, body={"watermark": True, "photo_clipboard": True, "idle_lock_ms": 600000})
    here = {"id": first["record"]["id"]}
    reviewer.call("staffRecord", 200, params=here)
    for kind in ("original", "derived", "thumbnail"):
        reviewer.call("staffPhoto", 200, params=dict(here, attempt=first["attempt"]["attempt"], kind=kind))
    etag = '"%s"' % first["attempt"]["derived"]["sha256"]
    reviewer.call("staffPhoto", 304, params=dict(here, attempt=first["attempt"]["attempt"], kind="derived"),
                  headers={"If-None-Match": etag})
    third = rework_way(reviewer, third)
    key = {"Idempotency-Key": str(uuid.uuid4())}
    reviewer.call("decide", 422, params=here, body=decision(first, "approve"))
    done = reviewer.call("decide", 200, params=here, body=decision(first, "approve"), headers=key)
    again = reviewer.call("decide", 200, params=here, body=decision(first, "approve"), headers=key)
    if done != again:
        faults.append("the same key gave another answer")
    reviewer.call("decide", 409, params=here, body=decision(first, "second_opinion"), headers=key)
    stale = reviewer.call("decide", 409, params=here, body=decision(first, "approve"),
                          headers={"Idempotency-Key": str(uuid.uuid4())})
    if not stale or "record" not in stale:
        faults.append("a conflict does not show the present record")
    reviewer.call("decide", 422, params={"id": second["record"]["id"]}, body=decision(second, "reject", reasons=[]),
                  headers={"Idempotency-Key": str(uuid.uuid4())})
    reviewer.call("decide", 200, params={"id": second["record"]["id"]},
                  body=decision(second, "reject", reasons=["L01"], main_reason="L01"),
                  headers={"Idempotency-Key": str(uuid.uuid4())})
    reviewer.call("undo", 200, params={"id": done["decision_id"]})
    reviewer.call("undo", 404, params={"id": str(uuid.uuid4())})
    page = reviewer.call("myDecisions", 200, query={"limit": 1})
    if page and page["next"]:
        reviewer.call("myDecisions", 200, query={"limit": 1, "after": page["next"]})
    reviewer.call("myDecisions", 422, query={"limit": "many"})
    reviewer.call("decide", 200, params={"id": third["record"]["id"]}, body=decision(third, "second_opinion"),
                  headers={"Idempotency-Key": str(uuid.uuid4())})
    day = reviewer.call("myDay", 200)
    if day["decided"] < 2:
        faults.append("the day's decisions are not counted")
    return reviewer, here


def admin_way(port, password, unpaid, reviewer, seen_record, batch):
    admin = Client(port)
    admin.token = admin.call("staffSignIn", 201, body={"user": "admin", "password": password})["token"]
    page = admin.call("audit", 200, query={"limit": 2})
    admin.call("audit", 200, query={"limit": 2, "after": page["next"]})
    admin.call("claim", 403, body={"count": 1})
    admin.call("checkOpinions", 200, query={"since": "2026-01-01T00:00:00.000Z"})
    admin.call("checkOpinions", 422, query={"since": "yesterday"})
    admin.call("setDeskPolicy", 422, body={"watermark": False, "photo_clipboard": True, "idle_lock_ms": 1})
    admin.call("setDeskPolicy", 200, body={"watermark": False, "photo_clipboard": True, "idle_lock_ms": 300000})
    settings = reviewer.call("staffSession", 200)["settings"]
    if settings["watermark"] or not settings["photo_clipboard"] or settings["idle_lock_ms"] != 300000:
        faults.append("the session does not tell the policy")
    reviewer.call("photoCopied", 204, params=dict(seen_record, attempt=1))
    admin.call("setBatchBulk", 200, params={"id": batch}, body={"allowed": True, "sample_percent": 20})
    admin.call("setBatchBulk", 422, params={"id": batch}, body={"allowed": True, "sample_percent": 0})
    admin.call("counterPayment", 422, params={"id": unpaid["id"]}, body={"amount_fen": 1},
               headers={"Idempotency-Key": str(uuid.uuid4())})
    admin.call("counterPayment", 200, params={"id": unpaid["id"]}, body={"amount_fen": unpaid["fee_fen"]},
               headers={"Idempotency-Key": str(uuid.uuid4())})
    admin.call("staffSignOut", 204)
    admin.call("staffSession", 401)


def unpaid_record(student, feature_code):
    record = student.call("enrol", 201, body={"feature_code": feature_code, "id_last4": "6(7)", "name": "\u9648\u661f"},
                          headers={"Idempotency-Key": str(uuid.uuid4())})
    student.call("upload", 402, params={"id": record["id"]}, raw_body=b"x", content_type="image/jpeg")
    return record


def main():
    check_routes()
    with open(os.path.join(demo_folder, "demo.json"), encoding="utf-8") as file:
        demo = json.load(file)
    with tempfile.TemporaryDirectory(prefix="photodesk-openapi-") as data:
        subprocess.run([server_binary, "demo", "--data", data], check=True, env=dict(os.environ, PHOTODESK_DEMO=demo_folder))
        port_file = os.path.join(data, "port")
        server = subprocess.Popen([server_binary, "serve", "--data", data, "--listen", "127.0.0.1:0",
                                   "--port-file", port_file], stderr=subprocess.DEVNULL)
        try:
            port = int(wait_for(lambda: os.path.exists(port_file) and open(port_file).read().strip()))
            with open(os.path.join(data, "demo-password"), encoding="utf-8") as file:
                password = file.read().strip()
            anonymous = Client(port)
            for operation_id in ("health", "ready", "metrics"):
                anonymous.call(operation_id, 200)
            check_secured(anonymous)
            live = {batch["fee_fen"]: code["code"] for batch in demo["batches"] for code in batch["feature_codes"]
                    if code["state"] == "live" and batch.get("open", True)}
            free, paid = live[0], next(code for fee, code in live.items() if fee > 0)
            with open(os.path.join(demo_folder, "pictures", "composite_f_easian.jpg"), "rb") as file:
                picture = file.read()
            # A picture the demo has not used up: the bytes after the end marker do not change the image.
            student, _ = student_way(data, port, free, picture + b"\0")
            unpaid = unpaid_record(student, paid)
            with open(os.path.join(demo_folder, "pictures", "synth_clean_00_a.jpg"), "rb") as file:
                openapi_sheet.submit_clean_photos(data, student, free, file.read(), 7, wait_for)
            senior = Client(port)
            senior.token = senior.call("staffSignIn", 201, body={"user": "senior", "password": password})["token"]
            batch = openapi_sheet.look_and_approve(senior, decision, faults)
            reviewer, seen_record = staff_way(port, password)
            admin_way(port, password, unpaid, reviewer, seen_record, batch)
            student.call("studentSignOut", 204)
            student.call("myRecords", 401)
        finally:
            server.terminate()
            if server.wait(30) != 0:
                faults.append("the server ended with %d" % server.returncode)
    for operation_id, (_, _, operation) in operations.items():
        if not any(name == operation_id and status < 400 for name, status in seen):
            faults.append(operation_id + " was never called with success")
    for fault in faults:
        print("FAULT", fault)
    print("%d operations, %d different answers, %d faults" % (len(operations), len(seen), len(faults)))
    sys.exit(1 if faults else 0)


main()
