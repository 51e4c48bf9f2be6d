import {fileURLToPath} from 'node:url';
import {Address} from './entities/address.ts';
import {Category} from './entities/category.ts';
import {Coupon} from './entities/coupon.ts';
import {Customer} from './entities/customer.ts';
import {DailySales} from './entities/daily-sales.ts';
import {OrderLine} from './entities/order-line.ts';
import {Order} from './entities/order.ts';
import {Payment} from './entities/payment.ts';
import {Product} from './entities/product.ts';
import {Review} from './entities/review.ts';
import {StockMovement} from './entities/stock-movement.ts';
import {Warehouse} from './entities/warehouse.ts';

const entities = [
  Customer,
  Address,
  Category,
  Product,
  Order,
  OrderLine,
  Payment,
  Coupon,
  Review,
  Warehouse,
  StockMovement,
  DailySales,
];

const shared = {
  entities,
  metadataCache: {enabled: false},
  // Athanor's own tables, which MikroORM's schema generator must leave alone.
  schemaGenerator: {skipTables: ['athanor_version', 'athanor_log']},
};

const address = process.env['SHOP_DATABASE_URL'];

/** PostgreSQL where SHOP_DATABASE_URL says so, else a file beside this one. */
export default address
  ? (await import('@mikro-orm/postgresql')).defineConfig({...shared, clientUrl: address})
  : (await import('@mikro-orm/sqlite')).defineConfig({
      ...shared,
      dbName: fileURLToPath(new URL('shop.db', import.meta.url)),
    });
