SELECT t0."id" FROM "posts" t0 WHERE NOT (EXISTS (SELECT 1 FROM "comments" r1 WHERE r1."post_id" = t0."id")) ORDER BY t0."id" LIMIT ?1;
SELECT t0."id" FROM "posts" t0 WHERE NOT EXISTS (SELECT 1 FROM "comments" r1 WHERE r1."post_id" = t0."id") ORDER BY t0."id" LIMIT ?1;
