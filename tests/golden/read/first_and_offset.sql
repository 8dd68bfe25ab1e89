SELECT t0."id" FROM "users" t0 ORDER BY t0."id" LIMIT ?1 OFFSET ?2;
