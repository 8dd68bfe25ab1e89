SELECT COUNT(*) FROM "posts" t0 WHERE EXISTS (SELECT 1 FROM "comments" r1 WHERE r1."post_id" = t0."id" AND r1."author_id" IN (SELECT r2."id" FROM "users" r2 WHERE gq_ends_with(r2."name", ?1)));
