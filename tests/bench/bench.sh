#!/usr/bin/env bash
# Measures whole builds and single stages on made-up issues. Prints; asserts nothing. See README.md beside it.
set -euo pipefail
cd "$(dirname "$0")/../.."

runs="${RUNS:-7}"
target="${CARGO_TARGET_DIR:-target}/release"
cargo build --release --bins --examples

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

# The median of the lines on standard input.
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# The wall-clock milliseconds of a command.
milliseconds() {
    local start end
    start="${EPOCHREALTIME/[.,]/}"
    "$@" >/dev/null 2>&1
    end="${EPOCHREALTIME/[.,]/}"
    awk -v us=$((end - start)) 'BEGIN { printf "%.1f\n", us / 1000 }'
}

# The peak memory of a command in MB, where GNU time is installed.
peak() {
    if [ -x /usr/bin/time ]; then
        { /usr/bin/time -v "$@" >/dev/null; } 2>&1 |
            awk -F': ' '/Maximum resident set size/ { printf "%.0f MB", $2 / 1024 }'
    else
        printf 'not measured (install GNU time)'
    fi
}

# The milliseconds that Typst takes to compile a document: its own command where that is installed; else through Python, a
# process for every run, so that nothing is remembered from the one before, and the start of Python is not counted.
typst_ms() {
    if command -v typst >/dev/null; then
        milliseconds typst compile "$1" "$2"
    else
        python3 - "$1" "$2" <<'PY'
import sys, time, typst
start = time.perf_counter()
typst.compile(sys.argv[1], output=sys.argv[2])
print(f"{(time.perf_counter() - start) * 1000:.1f}")
PY
    fi
}

# Which Typst that is; nothing where there is none.
typst_version() {
    typst --version 2>/dev/null ||
        python3 -c 'import importlib.metadata as m; print("typst", m.version("typst"), "in Python")' 2>/dev/null || true
}

for times in 1 10; do
    issue="$folder/$times"
    printf '\n== %s× : ' "$times"
    "$target/examples/bench_issue" "$issue" "$times"
    build=("$target/stonehand" build "$issue/issue.yaml" -o "$issue/out.pdf")
    "${build[@]}" >/dev/null 2>&1
    ours="$(for _ in $(seq "$runs"); do milliseconds "${build[@]}"; done | median)"
    printf 'build     %8s ms (median of %s), peak memory %s\n' "$ours" "$runs" "$(peak "${build[@]}")"
    if [ "$times" = 1 ]; then
        once="$ours"
    else
        awk -v a="$ours" -v b="$once" 'BEGIN { printf "ten times the content takes %.1f times as long\n", a / b }'
    fi
    if command -v pdfinfo >/dev/null; then
        printf 'pages     %8s\n' "$(pdfinfo "$issue/out.pdf" | awk '/^Pages:/ { print $2 }')"
    fi
    version="$(typst_version)"
    if [ -n "$version" ]; then
        theirs="$(for _ in $(seq "$runs"); do typst_ms "$issue/issue.typ" "$issue/typst.pdf"; done | median)"
        awk -v t="$theirs" -v o="$ours" -v n="$version" \
            'BEGIN { printf "typst     %8s ms (%s), %.1f times as long\n", t, n, t / o }'
    else
        echo 'typst     not measured (cargo install typst-cli, or pip install typst)'
    fi
    "$target/examples/stages" "$issue" "$runs"
done
