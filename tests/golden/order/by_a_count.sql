SELECT t0."id" FROM "posts" t0 ORDER BY (SELECT COUNT(*) FROM "comments" c WHERE c."post_id" = t0."id") DESC, t0."id" DESC LIMIT ?1;
SELECT k.idx, t0."id" FROM gq_keys(?2) k CROSS JOIN "comments" t0 ON t0."id" IN (SELECT p."id" FROM "comments" p WHERE p."post_id" = k.k1 ORDER BY p."id" LIMIT ?1) ORDER BY k.idx;
