SELECT t0."price", t0."id" FROM "items" t0 ORDER BY t0."price", t0."id" LIMIT ?1;
