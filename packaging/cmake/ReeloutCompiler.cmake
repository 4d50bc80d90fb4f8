# Language level, warnings, sanitizers, ccache: everything that is the same for all targets.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
# Assertions stay on in everyday builds; line tables are enough for a backtrace and link faster.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")

option(REELOUT_WARNINGS_AS_ERRORS "Treat warnings as errors" OFF)
set(REELOUT_SANITIZE "" CACHE STRING "Sanitizers to build with: address,undefined or thread")

find_program(REELOUT_CCACHE ccache)
if(REELOUT_CCACHE)
  # Relative paths in the hash, so that another clone of the same sources hits the cache too.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${REELOUT_CCACHE})
endif()

# A hundred and fifty programs are linked; lld needs a fifth of the time of GNU ld for each.
find_program(REELOUT_LLD ld.lld)
if(REELOUT_LLD AND NOT MSVC AND NOT APPLE)
  add_link_options(-fuse-ld=lld)
endif()

# std::jthread and std::stop_token are behind this in Apple's standard library.
if(APPLE)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX,OBJCXX>:-fexperimental-library>)
  add_link_options(-fexperimental-library)
endif()

add_library(reelout_compiler INTERFACE)
target_compile_definitions(reelout_compiler INTERFACE QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_ASCII
  QT_NO_URL_CAST_FROM_STRING QT_USE_QSTRINGBUILDER REELOUT_VERSION="${PROJECT_VERSION}")
if(NOT MSVC)
  target_compile_options(reelout_compiler INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
    -Woverloaded-virtual -Wcast-align -Wimplicit-fallthrough -Wunused
    $<$<BOOL:${REELOUT_WARNINGS_AS_ERRORS}>:-Werror>)
  if(REELOUT_CCACHE)
    target_compile_options(reelout_compiler INTERFACE -fpch-preprocess)
  endif()
endif()
if(REELOUT_SANITIZE)
  add_compile_options(-fsanitize=${REELOUT_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${REELOUT_SANITIZE})
  if(REELOUT_SANITIZE MATCHES "undefined")
    # GCC 12 sees uninitialised members in the moves of a std::variant that it instruments.
    add_compile_options(-fno-sanitize-recover=undefined $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  endif()
endif()
