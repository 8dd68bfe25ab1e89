SELECT t0."id", t0."slug" FROM "posts" t0 WHERE t0."slug" COLLATE BINARY >= ?1 AND t0."slug" COLLATE BINARY < gq_prefix_end(?1) ORDER BY t0."id" LIMIT ?2;
