#include "build.h"

// Package.swift takes it from the environment: no file of the source changes from build to build, and only this one is compiled anew.
#ifndef DUIZHANG_COMMIT
#define DUIZHANG_COMMIT ""
#endif

const char *duizhang_commit(void) { return DUIZHANG_COMMIT; }
