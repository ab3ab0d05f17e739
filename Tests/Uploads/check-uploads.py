#!/usr/bin/env python3
"""Runs generated uploads through the program and holds its publication against their truth.

    check-uploads.py [--seeds FIRST:COUNT] [--faults] [--keep FOLDER]

Each seed is three invented counties in shapes drawn at random; the county figures must be exact, every fault found at its
cell, and nothing else called an error. 1,000 seeds with DUIZHANG_LONG=1, a tenth otherwise. Exit 77 without the scorer.
"""
import argparse, collections, os, re, shutil, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('--seeds'); arguments.add_argument('--faults', action='store_true'); arguments.add_argument('--keep')
    options = arguments.parse_args()
    program, shared = os.environ.get('DUIZHANG_PROGRAM'), os.environ.get('DUIZHANG_SHARED')
    scorer = shared and os.path.join(shared, 'tools', 'score')
    try: import uploads
    except ImportError: return 77
    if not program or not scorer or not os.path.exists(scorer): return 77
    first, count = map(int, options.seeds.split(':')) if options.seeds else (0, 1000 if os.environ.get('DUIZHANG_LONG') else 100)
    root = options.keep or tempfile.mkdtemp(prefix='uploads-')
    def trial(seed):
        folder = os.path.join(root, str(seed))
        uploads.make(seed, folder, faulty=options.faults or (not options.seeds and seed % 2 == 1))
        ran = subprocess.run([program, 'run', os.path.join(folder, 'pipeline.yaml'), '--lang', 'en'], capture_output=True, text=True)
        if not os.path.exists(os.path.join(folder, 'out', 'current')): return seed, False, f'nothing published: exit {ran.returncode} {ran.stderr[:300]}'
        scored = subprocess.run([sys.executable, scorer, os.path.join(folder, 'out', 'current'), folder], capture_output=True, text=True)
        good = scored.returncode == 0
        if good and not options.keep: shutil.rmtree(folder)
        return seed, good, scored.stdout
    bad = []
    with ThreadPoolExecutor(2) as pool:
        for seed, good, text in pool.map(trial, range(first, first + count)):
            if not good: bad.append(seed); print(f'── seed {seed}\n{text}')
    print(f'{count} uploads, {len(bad)} wrong: {bad[:50]}')
    if not options.keep: shutil.rmtree(root, ignore_errors=True)
    return 1 if bad else 0

sys.exit(main())
