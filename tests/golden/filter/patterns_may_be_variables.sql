SELECT t0."id", t0."name" FROM "users" t0 WHERE ((t0."name" COLLATE BINARY >= ?1 AND t0."name" COLLATE BINARY < gq_prefix_end(?1)) OR gq_ilike(t0."name", ?2)) ORDER BY t0."id" LIMIT ?3;
