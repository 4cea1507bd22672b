/** Everyday searches. */
export const QUERIES: readonly string[] = [
  'a dog running on the beach',
  'two children playing soccer',
  'a man in a red jacket climbing a rock',
  'a woman with a camera',
  'people riding bicycles in the city',
  'a black cat',
  'a boy jumping into a swimming pool',
  'a skier going down a snowy hill',
  'a bird over the water',
  'a group of people at a table',
  'red fruit',
  'a musician with a guitar',
];
