SELECT t0."id", t0."role" FROM "users" t0 ORDER BY t0."role" DESC, t0."id" DESC LIMIT ?1;
