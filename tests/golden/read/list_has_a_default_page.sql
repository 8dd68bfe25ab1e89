SELECT t0."id" FROM "comments" t0 ORDER BY t0."id" LIMIT ?1;
