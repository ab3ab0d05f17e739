#pragma once
// The commit that the program was built from, as whoever built it has said; empty where nobody did.
const char *duizhang_commit(void);
