SELECT t0."id" FROM "users" t0 ORDER BY t0."id" LIMIT ?1;
SELECT k.idx, t0."id" FROM gq_keys(?3) k CROSS JOIN "posts" t0 ON t0."id" IN (SELECT p."id" FROM "posts" p WHERE p."author_id" = k.k1 AND NOT EXISTS (SELECT 1 FROM "comments" r1 WHERE r1."post_id" = p."id" AND r1."author_id" = ?1) ORDER BY p."id" LIMIT ?2) ORDER BY k.idx;
