SELECT t0."big" FROM "items" t0 ORDER BY t0."big" DESC, t0."id" DESC LIMIT ?1;
SELECT t0."price" FROM "items" t0 ORDER BY t0."price", t0."id" LIMIT ?1;
SELECT t0."time" FROM "items" t0 ORDER BY t0."time", t0."id" LIMIT ?1;
