SELECT t0."id" FROM "users" t0 WHERE NOT EXISTS (SELECT 1 FROM "posts" r1 WHERE r1."author_id" = t0."id" AND (r1."published_at" > ?1) IS NOT TRUE) ORDER BY t0."id" LIMIT ?2;
