# reelout_library(<folder> [MOC] [SOURCES …] [LINKS …] [PRIVATE …])
#
# A folder of the program as a static library `reelout_<folder>`, included as "<folder>/header.h". LINKS are
# the arrows of the architecture (public); PRIVATE is what no header may show. A folder that has headers only
# becomes an interface library. MOC: it has classes with signals.
function(reelout_library folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "MOC" "" "SOURCES;LINKS;PRIVATE")
  set(target reelout_${folder})
  if(arg_SOURCES)
    add_library(${target} STATIC ${arg_SOURCES})
    set_target_properties(${target} PROPERTIES AUTOMOC ${arg_MOC})
    target_precompile_headers(${target} PRIVATE "${CMAKE_SOURCE_DIR}/packaging/cmake/core_pch.h")
    target_link_libraries(${target} PUBLIC Qt6::Core Threads::Threads ${arg_LINKS}
      PRIVATE reelout_compiler ${arg_PRIVATE})
    target_include_directories(${target} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}/..")
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE Qt6::Core ${arg_LINKS})
    target_include_directories(${target} INTERFACE "${CMAKE_CURRENT_SOURCE_DIR}/..")
  endif()
endfunction()

# What the sanitizers are told about libraries that were built without them.
set(REELOUT_SANITIZER_ENVIRONMENT "")
if(REELOUT_SANITIZE)
  set(sanitizers "${CMAKE_SOURCE_DIR}/tests/sanitizers")
  # Qt Test ends a function after five minutes of its own.
  list(APPEND REELOUT_SANITIZER_ENVIRONMENT "QTEST_FUNCTION_TIMEOUT=1500000")
  list(APPEND REELOUT_SANITIZER_ENVIRONMENT
    "TSAN_OPTIONS=suppressions=${sanitizers}/tsan.txt:die_after_fork=0:second_deadlock_stack=1"
    "LSAN_OPTIONS=suppressions=${sanitizers}/lsan.txt:print_suppressions=0"
    "UBSAN_OPTIONS=print_stacktrace=1")
endif()

# reelout_test(<name> SOURCES … LINKS … [LABELS …] [ENVIRONMENT …] [TIMEOUT seconds] [SERIAL])
#
# A Qt Test program. Runs with the offscreen platform and no session bus unless ENVIRONMENT says otherwise.
function(reelout_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "SERIAL" "TIMEOUT" "SOURCES;LINKS;LABELS;ENVIRONMENT")
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_link_libraries(${name} PRIVATE reelout_compiler reelout_test_support Qt6::Test ${arg_LINKS})
  # Headers that are compiled once for all; those of Qt Test differ where Qt Gui is linked, and remote shows Qt
  # Network. Some libraries ask for threads, and a precompiled header fits only where all do.
  target_compile_options(${name} PRIVATE -pthread)
  if("reelout_ui" IN_LIST arg_LINKS)
    target_precompile_headers(${name} REUSE_FROM reelout_ui_fixture)
  elseif(NOT "Qt6::Gui" IN_LIST arg_LINKS AND NOT "reelout_remote" IN_LIST arg_LINKS)
    target_precompile_headers(${name} REUSE_FROM reelout_test_support)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  if(REELOUT_SANITIZE)
    math(EXPR arg_TIMEOUT "5 * ${arg_TIMEOUT}") # what sanitizers cost, on a machine that has other work too
  endif()
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;DBUS_SESSION_BUS_ADDRESS=disabled:;DBUS_SYSTEM_BUS_ADDRESS=disabled:;XDG_STATE_HOME=${CMAKE_BINARY_DIR}/tests/state;XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/tests/config;LC_ALL=C.UTF-8;${REELOUT_SANITIZER_ENVIRONMENT};${arg_ENVIRONMENT}")
  if(arg_SERIAL)
    set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
  endif()
endfunction()
