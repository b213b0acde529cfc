#!/bin/sh
# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs each fuzzer for TH_FUZZ_SECONDS (60), from the seeds in corpus/NAME where
# there are some. What it learns goes to the build folder; an input that fails
# is written there as crash-… and its name is printed.
set -u
seeds=$(cd "$(dirname "$0")" && pwd)/corpus
status=0

for fuzzer in "$@"; do
  name=$(basename "$fuzzer")
  learnt=$(dirname "$fuzzer")/$name.corpus
  mkdir -p "$learnt"
  set -- -max_total_time="${TH_FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$(dirname "$fuzzer")/" "$learnt"
  [ ! -d "$seeds/${name#fuzz-}" ] || set -- "$@" "$seeds/${name#fuzz-}"
  echo "== $name"
  "$fuzzer" "$@" || status=1
done
exit "$status"
