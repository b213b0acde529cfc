#!/bin/sh
# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs each fuzzer for TH_FUZZ_SECONDS (60), from the seeds in corpus/NAME and
# the words in NAME.dict where there are some. What it learns goes to the build
# folder; an input that fails is written there as crash-… and its name is
# printed. To see it again: the fuzzer with that file as its only argument.
set -u
here=$(cd "$(dirname "$0")" && pwd)
seeds=$here/corpus
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-halt_on_error=1:print_stacktrace=1}"
export LSAN_OPTIONS="${LSAN_OPTIONS:-suppressions=$here/../lsan.supp:print_suppressions=0}"
status=0

for fuzzer in "$@"; do
  name=$(basename "$fuzzer")
  learnt=$(dirname "$fuzzer")/$name.corpus
  mkdir -p "$learnt"
  # Leaks are looked for at the end: the threads of a store keep what they will
  # need again, which looks like a leak after every input.
  set -- -detect_leaks=0 -max_total_time="${TH_FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=2048 -max_len=20000 -print_final_stats=1 \
    -artifact_prefix="$(dirname "$fuzzer")/" "$learnt"
  [ ! -f "$here/${name#fuzz-}.dict" ] || set -- "-dict=$here/${name#fuzz-}.dict" "$@"
  [ ! -d "$seeds/${name#fuzz-}" ] || set -- "$@" "$seeds/${name#fuzz-}"
  echo "== $name"
  "$fuzzer" "$@" || status=1
done
exit "$status"
