SELECT t0."id", t0."title" FROM "posts" t0 ORDER BY t0."version", t0."title" DESC, t0."id" DESC LIMIT ?1;
