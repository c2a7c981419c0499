/** What every call's name begins with. */
export const PREFIX = "pdd.";

/** Documented calls of goods, orders, logistics, refunds and the shop that are not imitated: an app is told that it may not call them. */
export const MISSING: readonly string[] = (
  "goods.advice.price.get goods.cat.template.get goods.child.sku.edit goods.commit.status.get " +
  "goods.country.get goods.file.info.get goods.filespace.image.upload goods.img.upload " +
  "goods.information.get goods.logistics.ser.template.create goods.logistics.ser.template.delete " +
  "goods.logistics.ser.template.detail goods.logistics.ser.template.list " +
  "goods.logistics.ser.template.update goods.logistics.template.create goods.material.create " +
  "goods.material.delete goods.material.query goods.opt.get goods.out.property.mapping.get " +
  "goods.outer.cat.mapping.get goods.price.check goods.sizespec.class.get goods.sizespec.meta.get " +
  "goods.sizespec.template.add goods.sizespec.template.delete goods.sizespec.template.get " +
  "goods.sizespec.template.update goods.sizespec.templates.get goods.skus.get goods.spu.get " +
  "goods.spu.search goods.template.property.value.search logistics.address.get " +
  "logistics.available.company.recommend logistics.co.track.sub logistics.cs.history.message.get " +
  "logistics.cs.message.send logistics.cs.session.close logistics.cs.session.start " +
  "logistics.isv.trace.notify.sub logistics.online.create logistics.online.status.query " +
  "logistics.ordertrace.get logistics.ticket.get logistics.ticket.image.upload logistics.ticket.notify " +
  "logistics.ticket.problem.type.get mall.info.bonded.warehouse.get mall.info.group.add.post " +
  "mall.info.group.add.store.post mall.info.group.delete.post mall.info.group.list.store.get " +
  "mall.info.group.query.post mall.info.group.remove.store.get mall.info.group.update.post " +
  "mall.info.store.create.post mall.info.store.create.post.nopoi mall.info.store.delete.post " +
  "mall.info.store.get mall.info.store.update.post mall.info.store.update.post.nopoi " +
  "order.basic.list.get order.note.update order.promise.info.get order.update.address " +
  "order.upload.extra.logistics order.upload.relation.logistics order.virtual.information.get " +
  "refund.agree refund.exchange.shipping refund.returngoods.agree refund.status.check"
).split(" ");
