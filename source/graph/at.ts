/** The element at an index that is within the list; an index outside it is a defect. */
export function at<T extends {}>(list: ArrayLike<T>, index: number): T {
  const element = list[index];
  if (element === undefined) throw new RangeError(`no element ${index} of ${list.length}`);
  return element;
}
