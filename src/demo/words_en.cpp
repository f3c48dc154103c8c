#include "demo/words.h"

namespace styk::demo {

namespace {

constexpr std::string_view text = R"(
# stay praise
Great stay.
Loved it.
Will be back.
Nothing to complain about, and I usually find something.
Quiet, clean, kind people. That's all I need from a hotel.
Third stay, third time without a hitch.
Staff who actually listen. Rare.
Arrived shattered, left human again.
Left my charger behind, it arrived by post two days later. That is service.
Already told my sister to book.
Exactly as described, which these days counts as luxury.
Good value, no nonsense.
My {wife|husband} wants to move in.
They remembered my birthday. Small cake, handwritten card. Made my week.
Slept like a log.
best hotel of the trip by far
Everything worked. Sounds boring, was wonderful.
Housekeeping deserve a raise.
Cosy without being twee.
I got lost in town and the lady at reception talked me home over the phone.
10/10 no notes
Five countries in two weeks and this is the place we keep talking about.
Would come back for the people alone.
Honest prices, honest hotel.
No fuss from start to finish.
I don't normally do these forms but you earned it.

# stay praise family
Two toddlers, zero dirty looks. Thank you.
The cot was already set up when we walked in. Someone reads the notes.
Our son cried when we left. High praise from a five-year-old.
Crayons at dinner bought us the first adult conversation in a month.

# stay praise business
Perfect for work: quiet, fast, receipt in my inbox before the taxi came.
A real desk with a real lamp. Somebody thought about it.
I spend ninety nights a year in hotels. Top three.

# stay praise sopot
Fell asleep to the waves, woke up to gulls. Happy with both.
Stroll along the pier, back for tea, repeat.
Sopot was a lucky pick and so was the hotel.
Sea view was an actual sea view, not a glimpse past a drainpipe.

# stay praise zakopane
Boots on, out the door, on the trail in fifteen minutes.
Mountains from the bed. No filter needed.
The drying room for boots is genius.
Far enough from the main street to sleep, near enough to walk home.

# stay praise zakopane winter
Came back frozen from the slopes every day and the place thawed us out every night.

# stay praise gdansk
Seven minutes to the old town and silent at night. How?
Gdańsk stole our hearts and the hotel helped.
Reception sent us to a tiny fish place by the river. Best meal of the trip.
Sunrise over the Motława from the window. I rest my case.

# stay praise riga
Riga surprised us and the hotel even more.
Art Nouveau outside, calm inside.
Two minutes to the old town and not a sound after eleven.
Reception switched between four languages without blinking.
Tram 11 stops round the corner, lovely quiet street.

# stay mixed
Good overall, a few things to fix.
Nice hotel, prices creeping up.
Was better last year, still decent.
Lovely people, tired building.
Half brilliant, half so-so.
Would have been a ten without the corridor noise.
Not sorry I came, but I'll compare prices next time.
Why do I pay for water in the room?
Fix the air con and you'll have me back.
Staff five stars, soundproofing two.
Fine for the price of last year. Not sure about this year's.
If I come again it will be midweek.

# stay plain
Fine.
ok
As expected.
A hotel.
Did the job.
Average.
No complaints, no fireworks.

# stay complaint
Disappointing.
Won't be back.
Not worth the money.
Asked for a quiet room, got the one by the lift. Asked twice.
Everyone sends you to someone else.
The photos must be ten years old.
Loud, pricey, indifferent.
Reported a fault three times. I still don't know if anyone read it.
You managed to ruin our anniversary. Well done.
We used to be regulars. Used to be.
One more stay like this and I'm switching.
Friendly faces don't make up for cold showers.
I felt like I was in the way.
Three stars dressed as four.
avoid

# checks_in praise
Checked in within three minutes, key, smile, done.
Turned up at 2 am and somebody was actually waiting for me.
Room ready two hours early, no extra charge.
They remembered me from last year!
Quick and friendly.
No paperwork at all, it was all in there already.
Queue looked scary but moved fast.
Got bumped up to a nicer room just because it was free.
Key was on the desk before I found my passport.
Smooth.

# checks_in praise family
They saw the kids were done for and gave us the key first, forms in the morning. Bless them.

# checks_in praise business
In between two meetings, checked in within two minutes. How it should be.
Company details were on file, nothing to spell out.

# checks_in praise riga
Inga at the desk drew us a map of where the locals eat. Gold dust.

# checks_in mixed
Friendly but slow.
Lovely lady, but one of her and twelve of us.
Bit of a wait, they did bring tea.
Check-in fine, nobody mentioned breakfast or the wifi though.
Room ready at 15:20 instead of 15:00. Not the end of the world.
All good except the deposit, which was news to me.

# checks_in plain
Standard check-in.
Bit of a queue, nothing dramatic.
Normal.

# checks_in complaint
You promise five minutes. It was {wait}.
{wait} in line after a full day of travel and not one apology.
One person at the desk, a dozen in the queue. Do the sums.
"Checked in within 5 minutes." Sure.
Booking confirmed, booking not in the system. {wait} of searching.
The website says five minutes, my watch says {wait}. Why promise it?
Room not ready at 5 pm. FIVE.
Stood at an empty desk listening to someone have lunch behind the door.
Gave my email address three times. It's not a difficult one.
Slow.
I called AND wrote about arriving late. News to everyone.
Asked me for everything I had already typed into your pre-arrival form.
The receptionist took a phone call mid-sentence. My sentence.

# checks_in complaint family
{wait} in the lobby with three kids. No water, no chair, no word.
Our youngest fell asleep on a suitcase before we got a key.
Asked for rooms next to each other, got two different floors. She's eight.

# checks_in complaint business
Meeting at four, at the desk by half three, key at ten past. Thanks.

# checks_in complaint gdansk before
Friday afternoon in Gdańsk is always chaos at the desk.
Coach party in front of me, one receptionist. {wait}.

# checks_in complaint gdansk after
New system, same queue. Actually longer.
"Bear with me, it's loading." I bore with it for {wait}.
Used to be in and out here. Who asked for a new system?
The tablet froze twice, then I signed on paper anyway.
Three people behind the desk staring at one screen. {wait}.
The poor girl was close to tears over that computer.
They couldn't find my booking in the new software and typed it in from my phone.
Key card dead on arrival because "it hasn't synced yet". Two trips down with luggage.
The shiny kiosk in the lobby is out of order. It was in order for the photo, I guess.
Come here every month. It has never been this slow.
Apparently the new system saves time. Not mine.

# room praise
Best bed I've slept in all year.
Spotless, even under the bed (I checked).
Bigger than I expected.
Proper blackout curtains at last.
Hot shower, instantly, every time.
Not a single footstep overhead.
Sockets on both sides of the bed. Someone here travels.
Thick towels, nice soap.
A handwritten note about which path to walk first thing. I took it.
Simple, bright, really well done.
lovely room thankyou
Pillow menu! My neck says thanks.

# room praise riga
Ceilings as high as a church and not a sound. Wonderful room.
Freshly done up and somebody had taste.
Creaky parquet, brand-new bathroom. My kind of room.
Booked standard, felt like a suite.
Huge window onto the courtyard, pigeons for neighbours.
The Riga room is the best of your four hotels, and I've tried them all.

# room praise sopot
Balcony, coffee, sea. Didn't want to leave the room.

# room praise zakopane
Wood, wool blanket, peaks in the window. Perfect.

# room praise zakopane winter
Minus fifteen outside, toasty inside.

# room praise family
An actual second room for the kids and not a sofa bed across the doorway.

# room mixed
Lovely room, tiny bathroom.
Clean but stuffy, the window opens about an inch.
Comfy bed, paper walls.
No kettle. I am British, this matters.
Fridge hummed all night till I unplugged it.
Great view as long as you don't look down at the bins.
Nice, though the carpet has seen things.

# room plain
Room as described.
Small but enough.
Clean.
Ordinary room, ordinary bathroom.

# room complaint
Shower was either ice or lava.
Someone else's hair in the shower tray.
Couldn't turn the radiator down, slept with the window open.
I now know my neighbour's name, job and weekend plans. Thin walls.
Dust thick enough to sign your name in.
Air con sounds like a tractor.
Damp smell, black mould in the corner. Sent a photo to reception, heard nothing.
Mattress is finished.
NOISY
Dirty mug in the cupboard.
Cold room and the spare blankets had "run out".
Balcony lock broken, didn't feel safe.

# room complaint gdansk
Tram every seven minutes under the window. Not a word about it on the site.

# room complaint sopot summer
Club bass until 3 am. I know it's Sopot, but warn people.

# room complaint zakopane winter
17 degrees in the room. In winter. In the mountains.

# breakfast praise
Great breakfast!
Eggs made to order, not scooped from a tray.
Fresh bread, real coffee.
She asked about allergies before I could.
Proper vegan options, not just a sad lettuce.
Ate for two, no regrets.
Freshly squeezed juice, not carton.
Nobody rushed us, even at closing time.
Early breakfast at 6:30 saved my train.
Separate gluten-free toaster. First hotel breakfast I've eaten without fear.
I came for the sea and stayed for the cottage cheese. Never thought I'd write that.

# breakfast praise family
Those pancakes. My daughter is counting the days.

# breakfast praise sopot before
Sopot always does a good breakfast.

# breakfast praise sopot after
New chef in Sopot? Keep him.
What happened to breakfast? It was good, now it's outstanding.
Shakshuka, warm buns, salmon smoked on the spot. Stayed an extra day for it.
The cook came out and asked if we liked it. We liked it.
Been coming for years, never had a breakfast like this here.
Hot things hot, fresh things fresh. Finally.
Asked for the mackerel spread recipe and got it on a napkin.
Best breakfast on the Baltic, fight me.
Someone in that kitchen gets up very early and cares a lot.

# breakfast mixed
Good food, bring elbows for a table.
Tasty, same every day.
Machine coffee, the rest is great.
Fine before nine, leftovers after.
Cold dishes lovely, hot ones lukewarm.

# breakfast plain
Standard buffet.
Breakfast was breakfast.
Filled me up.
Okay.

# breakfast complaint
Cold scrambled eggs and machine coffee.
Clearing up at 9:40 when it says 10:30.
Yesterday's bread.
Toaster queue longer than check-in, and that says something.
We cleared our own table.
Ran out of eggs. At breakfast. In a hotel.
Asked for lactose-free milk, got a shrug.
Juice from concentrate at these prices, come on.
Two people serving the entire room, poor things.

# spa praise
The massage put me back together.
Clean sauna, empty in the evening, bliss.
Actually quiet in the quiet room.
Worth paying extra.
An hour to myself, first one this year.
Robes that fit tall people!

# spa praise zakopane
Ten hours on the trail, then that sauna. Heaven.
Best spa in town, and we tried three.

# spa praise zakopane winter
Outdoor hot tub, snow on my head, peaks in front of me. Unreal.

# spa mixed
Great massage, cramped changing room.
Nice sauna, why does it open at three?
Pretty pool, packed by four.

# spa plain
Small pool, clean.
Used it once, fine.

# spa complaint
They lost my massage booking and offered "maybe tomorrow".
Had to pay at the door, the website says included.
Locker wouldn't lock so I swam with my watch on.
Treatment cut short by fifteen minutes, price wasn't.
Kids dive-bombing, lifeguard on his phone.

# spa complaint zakopane bad_week
Hot tub shut, sauna lukewarm. A warning would have been nice.
Booked for the spa, spa broken. Great timing.
Pool was freezing, the kids came out blue.

# bar praise
Bartender made me something off the menu. Poetry.
Try the amber liqueur.
Hot soup at eleven at night. Saviours.
Good wine by the glass, quiet corner, happy.

# bar mixed
Good drinks, capital city prices.
Lovely room, could use a second pair of hands.
Short menu, all good though.

# bar plain
Had one beer. Fine.
Normal hotel bar.

# bar complaint
Waited longer for the bill than for the food.
Twenty minutes for a beer with three people in the room.
Half the menu was off.
Kitchen closed at 21:30, leaflet in my room says 23:00.
Warm white wine. Really.
Lipstick on the glass, not mine.

# wifi praise
Video calls without a single drop.
Wifi works even in the lift.
Fast, no silly forms.

# wifi mixed
Fast in the lobby, moody in the room.
Works, but you log in again every morning.

# wifi plain
Wifi ok.
It worked.

# wifi complaint
Only works in the corridor. I took my laptop for a walk.
Drops every ten minutes.
Dial-up vibes.
Twenty-character password, two bars of signal.
"High-speed internet." High speed at disconnecting.

# wifi complaint zakopane
No wifi at all on the third floor. They've known for two years, apparently.
I get weak mobile signal in the mountains. But the wifi indoors?

# wifi complaint business
Presentation dropped three times. The client asked if I was calling from a forest.

# parking praise
Space reserved with our name on it. Nice touch.
EV charger free and working, both nights.
Underground, lift straight to our floor.

# parking mixed
It exists, it's tight. Fold your mirrors.
Parking fine, price not.

# parking plain
Parked on the street.
Normal car park.

# parking complaint
"Parking available" means three spaces for a whole hotel.
Circled for half an hour, parked a kilometre away.
I reserved a space. It was taken.
Nobody could tell me who runs the car park.
Barrier stuck, intercom dead.
80 zł a night for a patch of tarmac?
€30 a night for a corner of the yard, a bit steep.
Scraped my bumper on those pillars. I won't be the last.

# parking complaint sopot
My guaranteed space turned out to be a place in the queue for a space.

# books praise
Booked in two minutes.
The lady on the phone suggested cheaper dates. Honest!
Changed my dates, no fee, no sighing.

# books mixed
Different price on the phone and on the site. They gave me the lower one.
Easy, though the form asks a lot.

# books plain
Booked through an agency, standard.
Usual.

# books complaint
Payment page crashed, had to start over.
Paid on Monday, confirmation on Wednesday.
Called three times, got three answers.
The code from your newsletter doesn't work.
Hold music for {wait}, then cut off.

# website praise
Clear site, found everything.
Photos match reality. Refreshing.

# website mixed
Pretty site, but the button hides under a banner on my phone.
Half the page was in Polish.

# website plain
Website's fine.

# website complaint
Can't pick a date on mobile.
Where is the parking price? I looked. It isn't there.
Gift voucher page: press buy, spins for ever.
Pop-ups on pop-ups.

# pre_arrival praise
Useful email: parking, weather, breakfast times.
They asked when we'd arrive and took it seriously.

# pre_arrival mixed
Handy email, arrived three times though.

# pre_arrival plain
Got the email.

# pre_arrival complaint
Email came while I was standing at reception.
Filled in the form before arrival, then all over again at the desk.
Four emails about the spa, none with the parking address.

# travels praise
Easy walk from the station, directions were spot on.
The taxi you ordered was waiting by the platform.

# travels mixed
Easy trip, last bit is cobbles. Wheels beware.

# travels plain
Train was late, not your fault.
No trouble getting there.

# travels complaint
Sat nav sends you to a locked gate round the back.

# travels complaint gdansk riga
Airport bus once an hour, site says "superbly connected".

# travels complaint zakopane
Four hours from Kraków. The road, I mean. You can't fix that.

# hears_of_us praise
A friend told me, and she was right.

# hears_of_us mixed
The ad is slightly prettier than the hotel.

# hears_of_us plain
Online.
Friends.

# hears_of_us complaint
Instagram shows a different hotel.

# checks_out praise
Key in the box, done.
Kept our bags until evening, no fuss.
Sandwiches for the road! Who does that? You do.
Invoice arrived before I got home.

# checks_out mixed
Fast, but the bill was wrong. Fixed on the spot.
Long line at eleven, kind about it.

# checks_out plain
Uneventful check-out.
Dropped the key, left.

# checks_out complaint
Charged for water I never opened.
Fifteen minutes arguing that breakfast was included.
Deposit came back after twelve days.
Knock on the door at 10:55, check-out is at 11.
City tax charged twice.

# contact praise
Sorted in one call.
Answered within ten minutes on a Sunday!
Really helpful lady, thank you.
Called back when they said they would.

# contact mixed
Sorted, but on the second call.
Polite, though I read out my booking number three times.

# contact plain
Sorted.
ok

# contact complaint
Chat says phone, phone says email, email says nothing.
Told the same story to five people.
Nobody called back.
The bot doesn't know the word "cot".
Wanted to move one date. Took four emails.

# review praise
Long weekend, not a single "but". Clean, quiet, good food, staff with a sense of humour. We'll be back.
Was sceptical after some reviews. Needn't have been. Comfortable, well run, and reception got us theatre tickets the same evening.
A hotel with a heartbeat. People here seem to like their jobs and it shows.

# review praise riga
Central Riga, silent courtyard, ceilings you could fly a kite under. Breakfast is simple and honest. Hard to beat for the price.
Second stay. Inga at reception remembered our pillows. I could stop writing here.

# review praise sopot
Come for the beach, stay for the breakfast. Ela at the buffet knows every child by name. Booked again before we left.

# review mixed
Location ten, staff eight, soundproofing four. Pack earplugs and you'll love it.
Nice rooms, but every little thing costs extra: water, slippers, a late check-out. Feels like a budget airline with better pillows.

# review complaint
Avoid weekends. Crowded, loud, staff overrun. Maybe midweek is different, I won't be testing it.
Booked a room with a view, got a view of the air-conditioning units. They offered an upgrade for a fee. No thanks.

# review complaint gdansk after
Beautiful city, miserable arrival. Nearly an hour in line because the new system kept freezing, under a sign that says five minutes. Nobody offered so much as a glass of water.

# claim_parking complaint
Please refund the parking fee. We reserved and paid for a space and it was taken when we arrived.

# claim_checks_out complaint
My card was charged twice for the same night. Please refund it and tell me how this happened.
I need an invoice with my company details. This is my third message.
The deposit is still blocked after two weeks. When will it be released?

# claim_books complaint
I cancelled within the free period and was still charged. I'd like my money back.
The gift voucher I was given is refused as expired. The date printed on it is the end of the year.

# claim_room complaint
No hot water after 10 pm for three nights, reported every time. I expect part of the price back.
I left a pair of glasses in a green case in the bedside drawer. Called twice. Please have a look.
We paid for a family room and got a twin with a folding bed. Please refund the difference.
My jacket came back from your laundry ruined. I have photos and the receipt.

# claim_spa complaint
You cancelled our spa treatment an hour before. We are still waiting for the refund.

# claim_checks_in complaint gdansk after
We waited close to an hour to check in because your system was down. Your website promises five minutes. What is that promise worth?

# note plain
Guest asked for a room without carpet (allergy), added to the profile.
Two guests asked where to buy organ concert tickets.
Guests ask whether the bathtub rooms can be booked online. They can't, can they?
Someone wanted a late check-out, no price list anywhere.

# note praise
Couple from 210 thanks housekeeping for finding a ring.
Regulars from Leeds brought us tea. Proper tea, they said.

# note complaint
Tap in 305 reported for the third time, ticket still open.
Guest annoyed that nobody picked up the phone from the room.
Asked about parking, no idea who to pass it to.

# voice praise
Good team, you can count on people here.
Nice to see what guests write. First time someone praised me by name.

# voice mixed
Job is fine, staff changing room is not.
Trainings always land on my day off.

# voice plain
Season is season.
We need new trolleys.

# voice complaint
Linen arrives at two, rooms are due at three. Can't be done.
Everything is decided in Gdańsk and we hear about it last.

# stay praise long
Not one "sorry, that's not my department" in four days.

# stay mixed long
Rough first day, better every day after.

# stay plain one_night
One night, nothing to report.
Slept, showered, left.

# room complaint long
Street lamp straight into the bed, curtain won't close. Three nights of it.
Nobody cleaned on day two. Or three.

# breakfast complaint long
Sausage, cheese, sausage, cheese. Five days.

# claim complaint sopot young
The shower in our room ran cold both mornings. We told reception each time and were promised a plumber who never came. I'd like a reply from someone who can decide, and part of the price back.
)";

}  // namespace

std::string_view words_en() {
    return text;
}

}  // namespace styk::demo
