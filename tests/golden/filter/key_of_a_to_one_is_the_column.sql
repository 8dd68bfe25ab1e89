SELECT t0."id" FROM "posts" t0 WHERE t0."author_id" IN (SELECT k1 FROM gq_keys(?1)) ORDER BY t0."id" LIMIT ?2;
