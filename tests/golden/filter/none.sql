SELECT t0."id", t0."name" FROM "users" t0 WHERE NOT EXISTS (SELECT 1 FROM "comments" r1 WHERE r1."author_id" = t0."id" AND gq_ilike(r1."body", ?1)) ORDER BY t0."id" LIMIT ?2;
