SELECT t0."id", t0."slug" FROM "posts" t0 WHERE t0."id" IN (SELECT k1 FROM gq_keys(?1)) ORDER BY t0."id" LIMIT ?2;
