# One place for what every target of ours is compiled with.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Precompiled headers carry times; without this ccache never hits beside them.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "${CCACHE_PROGRAM}")
endif()

add_library(photodesk_flags INTERFACE)
target_compile_options(photodesk_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 reports these inside the standard library and Qt at -O2 without cause.
    target_compile_options(photodesk_flags INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-maybe-uninitialized)
endif()
if(PHOTODESK_WERROR)
    target_compile_options(photodesk_flags INTERFACE -Werror)
endif()
target_compile_definitions(photodesk_flags INTERFACE QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_include_directories(photodesk_flags INTERFACE "${CMAKE_SOURCE_DIR}")

if(PHOTODESK_SANITIZE)
    add_compile_options(-fsanitize=${PHOTODESK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=${PHOTODESK_SANITIZE})
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    add_compile_options(-Wno-unknown-warning-option -Wno-unused-command-line-argument)
endif()

# photodesk_target(NAME [PCH]): our flags, includes written from the root, Qt's core headers precompiled.
function(photodesk_target name)
    cmake_parse_arguments(ARG "PCH" "" "" ${ARGN})
    target_link_libraries(${name} PRIVATE photodesk_flags)
    target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}")
    if(ARG_PCH)
        target_precompile_headers(${name} PRIVATE
            <QByteArray> <QDateTime> <QHash> <QJsonObject> <QObject> <QString>
            <functional> <memory> <optional> <vector>)
    endif()
endfunction()
