SELECT t0."id", t0."name" FROM "users" t0 ORDER BY t0."id" LIMIT ?1;
