SELECT t0."id" FROM "posts" t0 WHERE NOT EXISTS (SELECT 1 FROM "comments" r1 WHERE r1."post_id" = t0."id" AND (r1."id" = ?1) IS NOT TRUE) ORDER BY t0."id" LIMIT ?2;
SELECT k.idx, t0."id" FROM gq_keys(?2) k CROSS JOIN "comments" t0 ON t0."id" IN (SELECT p."id" FROM "comments" p WHERE p."post_id" = k.k1 ORDER BY p."id" LIMIT ?1) ORDER BY k.idx;
