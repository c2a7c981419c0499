/** Answered instead of an error where a change has a result and the result is N. */
export const RESULT_N = "result:N";
/** A line of a shipment that was not taken. */
export const SENDRESULT_N = "orderDelivery.sendresult:N";
