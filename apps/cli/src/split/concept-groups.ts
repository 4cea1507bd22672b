/** Groups of concepts in captions of everyday photographs (Flickr8k, Flickr30k) and the words that name them. */
export const CONCEPT_GROUPS: readonly {
  readonly name: string;
  readonly terms: readonly string[];
  readonly heldOut: boolean;
}[] = [
  {
    name: 'bicycle',
    heldOut: true,
    terms: words(`bike biker biking cycle cyclist cycling bicyclist bicycling bmx tricycle unicycle
      motorbike mountainbike dirtbike quadbike`),
  },
  {
    name: 'snow sport',
    heldOut: true,
    terms:
      words(`ski skier skiing skied snowboard snowboarder snowboarding sled sledder sledding sledge sleigh toboggan
      snowmobile snowshoe snowmobiler`),
  },
  {
    name: 'surfing',
    heldOut: true,
    terms:
      words(`surf surfer surfed surfboard surfboarder surfboarding wakeboard wakeboarder wakeboarding bodyboard
      bodyboarder windsurf windsurfer windsurfing kneeboard kitesurf kitesurfer kitesurfing paddleboard parasail
      parasailer parasailing`),
  },
  {
    name: 'horse',
    heldOut: true,
    terms: words('pony horseback jockey rodeo bronco equestrian stallion mare cowboy polo foal'),
  },
  { name: 'soccer', heldOut: true, terms: words('goalie goalkeeper') },
  {
    name: 'climbing',
    heldOut: true,
    terms: words(
      'climb climber climbed rappel rappelling rappeling rappelled mountaineer mountaineering belay',
    ),
  },
  {
    name: 'swimming',
    heldOut: true,
    terms: words('swim swimmer swam swum swimsuit snorkel snorkeling snorkeler diver diving dive dived pool'),
  },
  { name: 'dog', heldOut: false, terms: words('puppy pup terrier poodle greyhound collie retriever') },
  { name: 'cat', heldOut: false, terms: words('kitten kitty') },
  { name: 'basketball', heldOut: false, terms: [] },
  { name: 'american football', heldOut: false, terms: words('football quarterback touchdown') },
  { name: 'baseball', heldOut: false, terms: words('softball pitcher') },
  { name: 'tennis', heldOut: false, terms: words('racket racquet') },
  { name: 'skateboarding', heldOut: false, terms: words('skateboard skateboarder skater') },
  { name: 'beach', heldOut: false, terms: words('sand shore seashore') },
  { name: 'car', heldOut: false, terms: words('truck van jeep automobile') },
  { name: 'musical instrument', heldOut: false, terms: words('guitar drum piano violin trumpet saxophone') },
  { name: 'food', heldOut: false, terms: words('eat eating meal sandwich pizza cake') },
];

function words(text: string): string[] {
  return text.split(/\s+/);
}
