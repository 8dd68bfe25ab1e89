SELECT t0."id" FROM "posts" t0 WHERE NOT (t0."author_id" IS NOT NULL) ORDER BY t0."id" LIMIT ?1;
