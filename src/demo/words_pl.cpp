#include "demo/words.h"

namespace styk::demo {

namespace {

constexpr std::string_view text = R"(
# stay praise
Super.
Polecam!
Wszystko ok.
Bardzo dobrze, dziękuję.
Nie mam się do czego przyczepić, a zwykle mam.
Wrócimy na pewno.
Cisza, spokój, dobre łóżko. Więcej nie potrzebuję.
Trzeci raz u Państwa i trzeci raz bez zastrzeżeń.
Obsługa z klasą, bez nadęcia.
Przyjechał{em|am} zmęczon{y|a}, wyjechał{em|am} wypoczęt{y|a}. O to chodziło.
Byle tak dalej, tylko nie podnoście cen ;)
Jak w domu, tylko ktoś inny sprząta.
Czysto, blisko wszędzie, ludzie mili. 10/10
Nic nie zgrzytało od rezerwacji po wymeldowanie.
Dawno nie spotkał{em|am} tylu życzliwych osób w jednym hotelu.
{Żona|Mąż} już pyta, kiedy jedziemy znowu.
{Żona zachwycona|Mąż zachwycony}, więc ja też.
Polecił{em|am} już siostrze i koleżance z pracy.
Klasa. Po prostu klasa.
Zostawił{em|am} ładowarkę w pokoju, po dwóch dniach przyszła pocztą. Takie rzeczy się pamięta.
rewelacja, polecam kazdemu
Bylismy pierwszy raz i na pewno nie ostatni
Hotel bez udawania. Mówią, co będzie, i tak jest.
Za te pieniądze naprawdę warto.
Wreszcie miejsce, gdzie nikt mi niczego nie wciskał.
Pamiętali, że mam urodziny. Kartka i kawałek sernika w pokoju, drobiazg, a się wzruszył{em|am}.
Spał{em|am} jak dziecko.
Zgubił{em|am} się w mieście, zadzwonił{em|am} do recepcji i pani poprowadziła mnie przez telefon aż pod drzwi.
Wszystko działało. Niby nic, a jednak rzadkość.
Dziękujemy całej załodze, szczególnie paniom od sprzątania!

# stay praise family
Z dziećmi łatwo nie jest, a tu ani jednego krzywego spojrzenia. Dziękujemy.
Łóżeczko czekało w pokoju, krzesełko przy stole, nikt nie musiał o nic prosić.
Młody płakał, jak wyjeżdżaliśmy.
Córka dostała kredki przy kolacji i mieliśmy pierwszą spokojną rozmowę od miesiąca :)
Hotel przyjazny dzieciom nie tylko z nazwy.
Trójka dzieci i nadal polecam, to chyba mówi samo za siebie.

# stay praise business
Na delegację idealnie: cicho, szybko, faktura od ręki.
Biurko, lampa, cisza. Da się pracować.
Służbowo śpię w trzydziestu hotelach rocznie, ten jest w pierwszej trójce.

# stay praise sopot
Do molo pięć minut w kapciach. Żartuję, ale blisko.
Zasypianie przy szumie fal, bezcenne.
Widok na morze taki jak na zdjęciach, a bywa z tym różnie.

# stay praise sopot winter
Sopot po sezonie i ten hotel, lepszego połączenia nie znam.
Spacer po pustej plaży, a potem z powrotem pod koc. Tego mi było trzeba.

# stay praise zakopane
Wyszliśmy z hotelu i po kwadransie byliśmy na szlaku. Cudo.
Suszarnia na buty i narty działa, jak trzeba. Kto był w górach, ten wie.
Giewont w oknie i szarlotka na tarasie. Czego chcieć więcej.
Daleko od zgiełku Krupówek, a blisko do wszystkiego.
W nocy cisza jak makiem zasiał.

# stay praise zakopane winter
Giewont w oknie i herbata z prądem po nartach. Jak w filmie.
Rano śnieg po kolana, a chodnik przed hotelem już odgarnięty.

# stay praise gdansk
Na Długi Targ spacerkiem siedem minut, a w nocy cicho. Lokalizacja w punkt.
Widok na Motławę o świcie, zdjęcie mam na tapecie.
Gdańsk piękny, a hotel nie odstaje.
Pan z recepcji polecił nam knajpkę na Ogarnej, strzał w dziesiątkę.

# stay praise riga
Ryga nas zaskoczyła, hotel jeszcze bardziej.
Po polsku w recepcji w Rydze! Nie spodziewał{em|am} się.
Secesja za oknem, cisza w środku. Wrócę.
Na starówkę rzut beretem, obsługa mówi w czterech językach.

# stay mixed
Ogólnie ok, ale drobiazgi do dopracowania.
Hotel fajny, ceny coraz mniej.
Było dobrze, rok temu było lepiej.
Gdyby nie hałas z korytarza, dał{bym|abym} dychę.
Ludzie wspaniali, budynek prosi się o remont.
Połowa rzeczy świetnie, połowa tak sobie.
Nie żałuję, ale następnym razem porównam ceny.
W sumie w porządku, chociaż spodziewał{em|am} się trochę więcej.
Wszystko fajnie, tylko czemu za wodę w pokoju trzeba płacić?
Jak poprawicie kilka rzeczy, wrócę. Jak nie, to pewnie nie.
Dobry hotel w złej cenie.
Przyzwoicie. Bez efektu wow.
Obsługa na piątkę, klimatyzacja na dwóję.

# stay plain
ok
Normalnie.
Standard, jak wszędzie.
Bez uwag.
Tak jak w opisie.
Hotel jak hotel.
Może być.
Zgodnie z oczekiwaniami.

# stay complaint
Nie polecam.
Rozczarowanie.
Więcej nie przyjadę.
Za tę cenę oczekiwał{em|am} czegoś lepszego.
Trzy gwiazdki udające cztery.
Prosił{em|am} o cichy pokój, dostał{em|am} przy windzie. Dwa razy prosił{em|am}.
Nikt nie umiał odpowiedzieć na proste pytanie. Każdy odsyłał do kogoś innego.
Zdjęcia na stronie chyba sprzed dziesięciu lat.
Brudno, głośno, drogo. W tej kolejności.
Jeśli tak wygląda "gościnność z bursztynową duszą", to ja dziękuję.
Zgłaszał{em|am} usterkę trzy razy. Dalej nie wiem, czy ktoś to przeczytał.
masakra, nigdy wiecej
Byliśmy stałymi gośćmi. Byliśmy.
Jeszcze jeden taki pobyt i szukam innego hotelu.
Człowiek płaci, czeka, prosi i ma wrażenie, że przeszkadza.
Obsługa miła, ale miłym słowem ciepłej wody się nie zastąpi.
Gratuluję: udało się Państwu zepsuć nam rocznicę ślubu.

# checks_in praise
Zameldowanie w trzy minuty, klucz, uśmiech i do pokoju.
Przyjechał{em|am} o drugiej w nocy i ktoś na mnie naprawdę czekał.
Pokój gotowy dwie godziny przed czasem, bez dopłaty.
Pani w recepcji pamiętała mnie z zeszłego roku!
Zero papierków, wszystko już było wpisane.
Bardzo sprawnie.
Recepcja wzorowa.
Szybko i miło.
Kolejka była, ale poszło błyskawicznie.
Dostał{em|am} wyższy pokój za darmo, bo akurat był wolny. Miły gest.
Zanim zdążył{em|am} wyjąć dowód, klucz już leżał na ladzie.

# checks_in praise gdansk
Pan Tomek z recepcji to skarb, nie puszczajcie go nigdzie.

# checks_in praise family
Dzieci dostały po misiu, my klucz, wszyscy zadowoleni w cztery minuty.
Widzieli, że maluchy padają, i najpierw dali nam pokój, a formalności dopiero rano. Brawo.

# checks_in praise business
Wpadł{em|am} między spotkaniami, zameldował{em|am} się w dwie minuty. Tak to powinno wyglądać.
Faktura na firmę ustawiona już przy zameldowaniu, wyjazd bez stania.

# checks_in mixed
Miło, ale wolno.
Pani przesympatyczna, za to jedna na całą kolejkę.
Zameldowanie ok, tylko nikt nie powiedział, gdzie śniadanie i jakie hasło do wifi.
Trochę czekania, rekompensata w postaci herbaty. Doceniam.
Pokój był gotowy o 15:20, a miał być o 15:00. Niby drobiazg.
Na recepcji sprawnie, ale kaucja zablokowana na karcie to niespodzianka.

# checks_in plain
Standardowo.
Normalne zameldowanie.
Trochę postał{em|am} w kolejce, nic strasznego.
Formalności jak wszędzie.

# checks_in complaint
Obiecane pięć minut. Było {wait}.
{wait} w kolejce po całym dniu w podróży. Nikt nie podszedł, nikt nie przeprosił.
Jedna osoba w recepcji, dwanaście w kolejce. Matematyka jest nieubłagana.
"Zameldowanie w pięć minut", dobre sobie
Rezerwacja była, w systemie nie było. Szukali {wait}.
Na stronie chwalicie się pięcioma minutami, w praktyce {wait}. Po co to pisać?
Pokój niegotowy o 17. O siedemnastej!
Stał{em|am} przed pustą ladą i słuchał{em|am}, jak ktoś na zapleczu je obiad.
Trzy razy podawał{em|am} ten sam adres mailowy.
Recepcjonista rozmawiał przez telefon, a ja stał{em|am} jak kołek.
Dlugo. Za dlugo.
Za wolno to idzie.
Poproszono mnie o dane, które podał{em|am} już przy rezerwacji i jeszcze raz w mailu przed przyjazdem.
Nie wiedzieli nic o moim późnym przyjeździe, choć pisał{em|am} i dzwonił{em|am}.

# checks_in complaint family
{wait} z trójką dzieci w holu. Ani wody, ani krzesła, ani słowa wyjaśnienia.
Najmłodszy zasnął na walizce, zanim dostaliśmy klucz.
Prosiliśmy o pokoje obok siebie, dostaliśmy na dwóch piętrach. Z ośmiolatką.

# checks_in complaint business
Spotkanie o 16, recepcja o 15:30, klucz o 16:10. Dziękuję bardzo.
Prosił{em|am} o dane do faktury przy wjeździe, to „system jeszcze nie pozwala”.

# checks_in complaint gdansk before
W piątek po południu recepcja w Gdańsku się nie wyrabia, i to nie pierwszy raz.
Gdańsk, sobota, kolejka do drzwi. Znowu {wait}.
Przydałaby się druga osoba w recepcji, kiedy przyjeżdża autokar.

# checks_in complaint gdansk after
Nowy system, stare kolejki. A nawet dłuższe.
Pani walczyła z komputerem {wait}. Jej współczuję, sobie też.
"Proszę chwilkę poczekać, system się ładuje". Chwilka trwała {wait}.
Przed zmianą systemu meldowali tu raz dwa. Komu to przeszkadzało?
Tablet do podpisu zawiesił się dwa razy, potem i tak podpisał{em|am} na kartce.
Recepcja sama przyznaje, że od kiedy mają nowy program, nic nie działa.
Podobno nowy system miał skrócić czekanie. Mnie wydłużył do {wait}.
System nie widział mojej rezerwacji z portalu, trzeba było wpisywać wszystko od nowa.
Czwarty raz w Gdańsku, pierwszy raz tak długo. Winny podobno komputer.
Trzy osoby w recepcji patrzą w jeden ekran. {wait}.
Nowy kiosk w holu ozdobny, bo nie działa.
Karta do pokoju nie działała, bo „system jeszcze nie wysłał”. Wchodził{em|am} na górę dwa razy.
Przyjezdzam co miesiac i od niedawna jest coraz gorzej z meldowaniem.
Kolejka, bo system. System, bo nowy. Gość poczeka, bo co zrobi.
Dane znikały im z ekranu, spisali mnie w końcu długopisem w zeszyt.
Klucz dostał{em|am} po {wait}, przeprosiny wcale.

# room praise
Łóżko wygodne, poduszki do wyboru, spał{em|am} do dziewiątej.
Czyściutko, nawet pod łóżkiem (tak, sprawdził{em|am}).
Pokój większy, niż się spodziewał{em|am}.
W końcu hotel z normalnymi zasłonami, ciemno do rana.
Prysznic jak trzeba, ciepła woda od razu.
Karteczka od pani sprzątającej, przemiłe.
Pięknie urządzone, bez przepychu.
Ręczniki pachnące i grube.
Cisza. Żadnych kroków nad głową.
Gniazdka przy łóżku po obu stronach, ktoś tu myśli.
Pokoj bardzo ladny, czysty, polecam
Materac idealny, plecy dziękują.
Ktoś położył książkę z zakładką prosto na szafkę, zamiast ją zamknąć. Niby nic.

# room praise family
Pokój rodzinny naprawdę rodzinny: drugie pomieszczenie, a nie dostawka w nogach.
Nocnik i stołeczek w łazience czekały. Ktoś tu ma dzieci.

# room praise sopot
Balkon na morze, kawa, mewy. Nie chciało się wychodzić.
Słychać fale przy otwartym oknie. Dopłata za widok warta każdej złotówki.

# room praise zakopane
Drewno, pachnący pled i widok na Tatry. Idealnie.
Pokój pachnie świerkiem, łóżko wielkie, do rana cisza.

# room praise zakopane winter
Ciepło w pokoju, kiedy na dworze minus piętnaście.
Kaloryfer pod oknem uratował nam buty.

# room praise riga
Pokój w Rydze piękny, wysoki sufit i okno jak w muzeum.
Świeżo po remoncie, widać, że ktoś miał gust.
Podłoga skrzypi akurat tyle, żeby było przytulnie.

# room mixed
Pokój ładny, łazienka mikroskopijna.
Czysto, ale duszno. Okno otwiera się na centymetr.
Wszystko fajne, tylko czajnika brak.
Łóżko wygodne, ściany z papieru.
Widok super, tylko że na widok z rana zagląda dźwig z budowy.
Telewizor jak telewizor, ale po co w szafie cztery wieszaki na dwie osoby?
Ładnie, choć wykładzina pamięta lepsze czasy.
Pokój ok, lodówka buczała całą noc. Wyłączył{em|am} i był spokój.

# room plain
Pokój zgodny z opisem.
Mały, ale wystarczy.
Czysto.
Nic szczególnego.
Zwykły pokój, zwykła łazienka.

# room complaint
Prysznic raz lodowaty, raz wrzątek.
Włosy w brodziku. Nie moje.
W nocy kaloryfera nie dało się skręcić, spał{em|am} przy otwartym oknie.
Sąsiada zza ściany znam już po imieniu, nazwisku i planach na weekend.
Kurz na szafce taki, że można się podpisać.
Klimatyzacja szumi jak stary traktor.
Zapach wilgoci w łazience, grzyb w rogu. Zdjęcie wysłał{em|am} do recepcji, cisza.
Brudny kubek w szafce.
Materac do wymiany, sprężyny czuć w żebrach.
Głośno!!!
Zimno w pokoju, a drugi koc „skończył się”.
Zepsuty zamek w balkonie, bał{em|am} się zasnąć.

# room complaint sopot summer
Do trzeciej w nocy bas z klubu naprzeciwko. Wiem, że Sopot, ale uprzedźcie ludzi.
Upał 33 stopnie, a klimatyzacja „w serwisie”.

# room complaint zakopane winter
W pokoju 17 stopni. Zimą. W górach.
Okno nieszczelne, rano szron od środka.

# room complaint gdansk
Pokój od ulicy, tramwaj co siedem minut. Tego na stronie nie ma.
Budowa za oknem od szóstej rano, a przy rezerwacji ani słowa.

# breakfast praise
Śniadanie bardzo dobre!
Jajecznica na zamówienie, a nie z podgrzewacza. Szacunek.
Wybór spory, wszystko świeże, kawa prawdziwa.
Pani przy bufecie sama zapytała, czy mam alergie.
Chleb ciepły, masło miękkie. Tyle do szczęścia.
Twarożek ze szczypiorkiem jak u babci.
Zjadł{em|am} za dwóch i nie żałuję.
Są opcje wegańskie i to nie sama sałata.
Sok wyciskany, a nie z kartonu.
Nikt nie poganiał, chociaż siedzieliśmy do końca.
Śniadanie od 6:30, dla mnie zbawienie przed pociągiem.
Bezglutenowe bułki osobno, z własnym tosterem. Pierwszy raz w życiu zjadł{em|am} w hotelu bez strachu.
pycha

# breakfast praise family
Naleśniki! Córka liczy dni do następnych.

# breakfast praise sopot before
W Sopocie śniadania zawsze na poziomie.
Śledzik na śniadanie nad morzem, tak trzymać.

# breakfast praise sopot after
Nowy kucharz w Sopocie to strzał w dziesiątkę.
Co się stało ze śniadaniem? Było dobre, jest genialne!
Szakszuka, świeże drożdżówki, łosoś wędzony na miejscu. Został{em|am} dzień dłużej przez to śniadanie.
Bywam tu od lat i takiego śniadania jeszcze nie było.
Kucharz sam wyszedł na salę i pytał, czy smakuje. Smakowało!
Bułeczki z serem o siódmej rano, ciepłe. Nie wiem, o której ten człowiek wstaje.
Ktoś w kuchni gotuje z sercem, to się czuje.
Wreszcie ciepłe jest ciepłe, a świeże świeże. Brawo kuchnia.
Śniadanie 6/5.
Omlet z kozim serem lepszy niż w niejednej restauracji.
Poprosił{em|am} o przepis na pastę z makreli i dostał{em|am}, zapisany na serwetce.
Przyjeżdżamy chyba już tylko na śniadania :)
Po zmianie kucharza niebo a ziemia.

# breakfast mixed
Jedzenie dobre, miejsca mało. Polowanie na stolik.
Smacznie, ale codziennie to samo.
Kawa z automatu, reszta w porządku.
Dobre, tylko po dziewiątej zostają resztki.
Ciepłe potrawy letnie, zimne pyszne.
Dla dzieci super, dla wegan bida.
Wybór ok, ale talerzy brakowało.

# breakfast plain
Śniadanie jak śniadanie.
Bez szału, ale {głodny nie wyszedłem|głodna nie wyszłam}.
Typowe hotelowe.
W porządku.
Najadł{em|am} się.

# breakfast complaint
Letnia jajecznica i kawa z automatu.
O 9:40 już składali bufet, choć śniadanie do 10:30.
Pomidory bez smaku, jakby ktoś je narysował.
Kolejka do tostera dłuższa niż do recepcji.
Pieczywo z wczoraj.
Nikt nie zbierał talerzy, sami sprzątaliśmy stolik.
Zabrakło jajek. W hotelu. Na śniadaniu.
Pytał{em|am} o mleko bez laktozy, pani wzruszyła ramionami.
Slabo. Liczylem na wiecej.
Obsługa biegała, ale było ich za mało, dwie osoby na całą salę.
Sok z koncentratu za takie pieniądze to wstyd.

# spa praise
Masaż stawia na nogi.
Sauna czysta, pusta wieczorem, cudownie.
Cisza w strefie relaksu naprawdę przestrzegana.
Woda w basenie ciepła, szlafroki w rozmiarze dla ludzi.
Po godzinie w spa zapomniał{em|am}, jak się nazywam.
Warto było dopłacić.
Super masaz, poprosze jeszcze raz
Godzina tylko dla mnie, pierwszy raz od roku.
Ręczników pod dostatkiem, herbatka gratis.

# spa praise zakopane
Masaż u pani Basi i człowiek jak nowy.
Po dziesięciu godzinach na szlaku ta sauna to ratunek.
Najlepsze spa pod Giewontem, a próbował{em|am} kilku.
Borowina na kolana po Orlej Perci, polecam każdemu po czterdziestce.

# spa praise zakopane winter
Jacuzzi na zewnątrz, śnieg na głowie, góry przed nosem. Bajka.
Po nartach prosto do sauny, zakwasów brak.

# spa mixed
Masaż świetny, szatnia ciasna.
Sauna fajna, ale zamknięta do 15, czemu?
Zabieg ok, muzyka z radia z reklamami mniej.
Basen ładny, tłok po południu.
Przyjemnie, choć terminy tylko rano.

# spa plain
Spa poprawne.
Basen mały, czysty.
Skorzystał{em|am} raz, w porządku.

# spa complaint
Rezerwacja masażu zginęła, termin „może jutro”.
Dzieci biegały po saunie w butach. Nikt nie reagował.
Za wejście do spa trzeba dopłacać, na stronie pisało, że w cenie.
Zimna podłoga, zimna woda, ciepłe tylko powitanie.
Szafka nie zamykała się na klucz, więc pływał{em|am} z zegarkiem.
Zabieg skrócony o kwadrans, cena już nie.

# spa complaint zakopane bad_week
Jacuzzi nieczynne, sauna ledwo letnia. Uprzedzić mogliście.
Piec w saunie się zepsuł i nikt nie powiedział przy kasie.
Przyjechaliśmy specjalnie do spa, a tu awaria. Szkoda.
Woda w basenie 23 stopnie, dzieci wyszły sine.
Tydzień urlopu akurat na tydzień awarii, mam szczęście.

# bar praise
Barman zrobił mi drinka spoza karty. Poezja.
Nalewka bursztynowa, polecam spróbować.
Miły wieczór, dobra muzyka, normalne ceny.
Żurek w barze o 23, uratowali mi życie.
Świetne wina na kieliszki.
Kameralnie, można pogadać.

# bar mixed
Drinki dobre, ceny warszawskie.
Klimat jest, obsługi brak.
Karta krótka, ale smaczna.
Fajny bar, szkoda że do 22.

# bar plain
Jedno piwo, w porządku.
Bar jak bar.

# bar complaint
Czekał{em|am} na rachunek dłużej niż na jedzenie.
Dwadzieścia minut na piwo przy trzech gościach.
Połowy rzeczy z karty nie było.
O 21:30 „kuchnia już zamknięta”, a w pokoju ulotka, że do 23.
Ciepłe białe wino. Serio.
Kieliszek ze szminką, nie moją.

# wifi praise
Internet śmiga, wideokonferencja bez zacięć.
Wifi działa nawet w windzie.
Szybko i bez głupich formularzy.

# wifi mixed
W holu szybko, w pokoju raz tak, raz nie.
Działa, ale co rano od nowa logowanie.
Na maile starczy, na film już nie.

# wifi plain
Wifi ok.
Działało.

# wifi complaint
Wifi tylko na korytarzu. Siedział{em|am} z laptopem pod windą.
Rozłącza co dziesięć minut.
Internet jak z 2004 roku.
Hasło na dwadzieścia znaków, zasięg na dwie kreski.
Zdalna praca niemożliwa, jechał{em|am} na własnym LTE
W ofercie „szybki internet”. Szybko się wyłącza, to prawda.

# wifi complaint zakopane
W górach rozumiem słaby zasięg komórki, ale hotelowe wifi?
Na trzecim piętrze wifi nie ma wcale. Pytał{em|am}, podobno wiedzą od dwóch lat.
Góry piękne, internetu brak. Dla mnie urlop, dla {żony|męża} dramat.

# wifi complaint business
Miał{em|am} prezentację online, zerwało trzy razy. Klient zapytał, czy dzwonię z lasu.
Bez internetu hotel biznesowy nie jest biznesowy.

# parking praise
Miejsce zarezerwowane, podpisane nazwiskiem. Wow.
Parking pod budynkiem, winda prosto na piętro.
Ładowarka do elektryka wolna i działa.
Pan pomógł zaparkować, bo na wstecznym jestem bez szans. Bez komentarzy, za co dziękuję.

# parking mixed
Jest, ale ciasno. Na styk.
Parking ok, cena już nie.
Miejsce się znalazło, za trzecim okrążeniem.

# parking plain
Parking normalny.
Zaparkował{em|am} na ulicy.

# parking complaint
Parking „dostępny”, czyli trzy miejsca na cały hotel.
80 zł za dobę pod chmurką?
Krążył{em|am} pół godziny, a w końcu stan{ąłem|ęłam} kilometr dalej.
Nikt nie umie powiedzieć, kto odpowiada za parking. Recepcja rozkłada ręce.
Szlaban nie chciał się otworzyć, domofon głuchy.
Rezerwował{em|am} miejsce, miejsce zajęte.
Zarysowany zderzak na tych filarach. Zróbcie coś z tym.

# parking complaint sopot
Obiecane miejsce parkingowe okazało się „pierwszeństwem w kolejce do miejsca”.
Do hotelu pięć minut od molo, od parkingu piętnaście. Z walizkami.
Parking w Sopocie to dramat, reszta super

# parking complaint sopot summer
Sopot latem bez parkingu to loteria, a Państwo sprzedajecie losy po 80 zł.

# books praise
Rezerwacja w dwie minuty.
Zadzwonił{em|am} z głupim pytaniem, dostał{em|am} mądrą odpowiedź.
Pani w rezerwacjach doradziła tańszy termin. Uczciwie!
Zmiana daty bez opłat i bez łaski.
Wszystko jasne, cena taka sama do końca.

# books mixed
Rezerwacja łatwa, ale faktury nie dało się od razu zaznaczyć.
Cena inna w telefonie, inna na stronie. Dali tę niższą.
Poszło, choć formularz pyta o rzeczy zbędne.

# books plain
Przez portal, standard.
Zwykła rezerwacja.

# books complaint
Przy płatności wywaliło i zaczynał{em|am} od zera.
Zapłacił{em|am}, potwierdzenie przyszło po dwóch dniach.
Dzwonił{em|am} trzy razy, trzy różne odpowiedzi.
Kod rabatowy z newslettera nie działa.
Na infolinii muzyczka {wait}.
Dostawka dla dziecka: na stronie gratis, w podsumowaniu 90 zł.

# website praise
Strona przejrzysta, wszystko znalazł{em|am} od razu.
Zdjęcia zgodne z rzeczywistością. Miła odmiana.
Kalendarz cen pomaga wybrać tańszy termin.

# website mixed
Ładna strona, ale na telefonie guzik uciekał pod baner.
Opis spa po angielsku, choć wybrał{em|am} polski.

# website plain
Strona ok.
Znalazł{em|am}, czego szukał{em|am}.

# website complaint
Na komórce nie da się wybrać daty.
Szukał{em|am} ceny parkingu, nie znalazł{em|am}.
Wyskakujące okienka. Wszędzie okienka.
Voucher podarunkowy: klikam „kup” i strona się kręci w nieskończoność.
Nie widać, który pokój ma wannę.

# pre_arrival praise
Mail przed przyjazdem konkretny: parking, pogoda, godziny śniadań.
Zapytali, o której będziemy, i naprawdę to wzięli pod uwagę.

# pre_arrival mixed
Przydatny mail, tylko przyszedł trzy razy.
Dobre informacje, mapka nie na telefon.

# pre_arrival plain
Mail był.
Dostał{em|am}, przeczytał{em|am}.

# pre_arrival complaint
Mail przyszedł, kiedy już stał{em|am} w recepcji.
Wypełnił{em|am} formularz przed przyjazdem, a na miejscu wszystko od nowa.
Cztery maile z reklamą spa, ani jednego z adresem parkingu.

# travels praise
Z dworca blisko, dojście opisane co do zakrętu.
Taksówka zamówiona przez hotel czekała na peronie.

# travels mixed
Dojazd łatwy, ostatnie 200 metrów pod górę po bruku.

# travels plain
Pociąg się spóźnił, nie Wasza wina.
Dojechał{em|am} bez problemu.

# travels complaint
Nawigacja prowadzi na tyły, pod zamkniętą bramę.

# travels complaint gdansk riga
Autobus z lotniska co godzinę, na stronie „świetnie skomunikowany”.

# travels complaint zakopane
Zakopianka, cztery godziny. Ale to chyba nie do Was.

# hears_of_us praise
Poleciła mi koleżanka i miała rację.
Trafił{em|am} z artykułu o śniadaniach nad morzem.

# hears_of_us mixed
Reklama ładniejsza niż hotel, ale niewiele.

# hears_of_us plain
Z internetu.
Znajomi.

# hears_of_us complaint
Na Instagramie inny hotel niż w rzeczywistości.

# checks_out praise
Wymeldowanie: klucz do skrzynki i po sprawie.
Przechowali walizki do wieczora, nie było problemu.
Pożegnali nas kanapkami na drogę :)
Faktura przyszła, zanim dojechał{em|am} do domu.

# checks_out mixed
Szybko, ale paragon z błędem. Poprawili od ręki.
Miło, choć o 11:00 kolejka.

# checks_out plain
Wymeldowanie bez historii.
Oddał{em|am} klucz i tyle.

# checks_out complaint
Doliczyli wodę, której nie tkn{ąłem|ęłam}.
Kwadrans tłumaczenia, że śniadanie było w cenie.
Kaucja wróciła po dwunastu dniach.
O 10:55 pukanie, czy już wychodzimy. Doba do 11.
Opłata klimatyczna naliczona dwa razy.

# contact praise
Sprawa załatwiona w jednej rozmowie.
Odpisali po dziesięciu minutach, w niedzielę.
Bardzo pomocna pani, dziękuję.
Konkretnie i na temat.
Oddzwonili wtedy, kiedy obiecali.

# contact mixed
Udało się, ale dopiero za drugim telefonem.
Miło, choć musiał{em|am} powtarzać numer rezerwacji.

# contact plain
Załatwione.
Ok.

# contact complaint
Czat odsyła na telefon, telefon na mail, mail milczy.
Pięć razy to samo pięciu osobom.
Nikt nie oddzwonił.
Bot nie rozumie słowa „dostawka”.
Chciał{em|am} tylko zmienić datę, a skończyło się na czterech mailach.
Przełączali mnie tak długo, aż wrócił{em|am} do pierwszej pani.

# review praise
Spędziliśmy tu długi weekend i nie mam ani jednego „ale”. Pokój czysty, obsługa uśmiechnięta, lokalizacja świetna. Wrócimy.
Był{em sceptyczny|am sceptyczna}, bo opinie różne. Niepotrzebnie. Cicho, czysto, smacznie. Recepcja pomogła z biletami do teatru.
Najlepszy stosunek ceny do jakości, jaki znalazł{em|am} w tym roku. Jedyny minus to to, że trzeba było wyjechać.
Hotel z duszą. Widać, że pracują tu ludzie, którym się chce. Polecam rodzinom i parom.

# review praise sopot
Dla samych śniadań warto. Poza tym: pięć minut do plaży, wygodne łóżka i pani Ela przy bufecie, która pamięta imiona dzieci.

# review praise sopot winter
Sopot zimą, pusto, morze szare, a w hotelu ciepło i pachnie cynamonem. Nie wiem, czy latem jest tak samo, ale o tej porze cudownie.

# review praise zakopane winter
Byliśmy z dziećmi na nartach. Narciarnia, suszarnia, kakao po stoku. Ktoś tu naprawdę jeździ na nartach i wie, czego trzeba.

# review mixed
Lokalizacja 10/10, obsługa 8/10, wyciszenie 4/10. Weźcie zatyczki do uszu i będzie dobrze.
Ładny hotel, tylko ceny dodatków z kosmosu. Woda 14 zł, kapcie 20 zł. Człowiek czuje się trochę jak w samolocie taniej linii.
Pokój i śniadanie bez zarzutu. Za to recepcja jakby za karę. Może trafiliśmy na zły dzień.

# review complaint
Omijać w weekendy. Głośno, tłoczno, obsługa nie ogarnia. W tygodniu może jest inaczej, nie będę sprawdzać.
Rezerwacja pokoju z widokiem, dostaliśmy widok na klimatyzatory. Po interwencji propozycja dopłaty. Nie, dziękuję.
Hotel żyje z dawnej opinii. Kiedyś był{em zachwycony|am zachwycona}, dziś dywany w plamach, a w łazience silikon czarny od pleśni.

# review complaint gdansk after
Lokalizacja świetna i na tym koniec. Przy zameldowaniu czekaliśmy prawie godzinę, bo nowy system się zawieszał, a na stronie jak byk „pięć minut”. Nikt nawet wody nie zaproponował.
Pobyt udany, ale wejście fatalne: kolejka do meldowania przez pół holu. Obsługa przeprasza za program, tylko że gościa program nie obchodzi.

# claim_parking complaint
Proszę o zwrot opłaty parkingowej. Miejsce było zarezerwowane i opłacone, a na miejscu okazało się zajęte.

# claim_checks_out complaint
Obciążono moją kartę dwukrotnie za tę samą noc. Proszę o pilny zwrot i wyjaśnienie.
Kaucja 500 zł nadal zablokowana, minęły dwa tygodnie. Kiedy zostanie zwolniona?
Proszę o fakturę na firmę. Piszę trzeci raz, dane podał{em|am} przy rezerwacji.
Doliczono nam psa. Nie mamy psa. Proszę o korektę rachunku.

# claim_books complaint
Odwołał{em|am} pobyt w terminie bezpłatnej anulacji, a mimo to pobrano 300 zł. Proszę o zwrot.
Voucher, który dostał{em|am} w prezencie, podobno wygasł. Na wydruku jest data do końca roku.

# claim_room complaint
Reklamuję pobyt: przez trzy noce brak ciepłej wody po godz. 22, zgłaszane za każdym razem. Oczekuję zwrotu części ceny.
Po praniu hotelowym marynarka nadaje się do wyrzucenia. Mam rachunek i zdjęcia, czekam na propozycję.
Zapłaciliśmy za pokój rodzinny, dostaliśmy dwójkę z dostawką. Proszę o zwrot różnicy.
W szafce przy łóżku zostały okulary w zielonym etui. Dzwonił{em|am} dwa razy, nikt nie oddzwonił. Proszę o sprawdzenie.
Syn zaciął się o wyszczerbioną listwę w łazience. Zdjęcie w załączniku. Proszę o kontakt kierownika.
Hałas z remontu od 7 rano przez dwa dni, przy rezerwacji nikt nie uprzedził. Oczekuję rekompensaty.

# claim_spa complaint
Zabieg w spa odwołano godzinę wcześniej, a pieniędzy do dziś nie oddano.

# claim_checks_in complaint gdansk after
Czekaliśmy na zameldowanie prawie godzinę, bo system nie działał. Na stronie jest obietnica pięciu minut. Proszę o odpowiedź, co z nią.
Przez błąd nowego systemu sprzedano nasz pokój komuś innemu i spaliśmy w dwóch jedynkach. Proszę o zwrot różnicy w cenie.

# note plain
Gość pyta, czy można dostać pokój bez dywanu (alergia). Dopisane do profilu.
Pan z 312 szukał śniadania przed 6, daliśmy pakiet.
Dwie osoby pytały dziś o ładowarkę do samochodu.
Goście pytają, gdzie kupić bilety na kolejkę, przydałaby się kartka przy recepcji.
Rodzina z 205 prosi następnym razem o pokój przy schodach.
Kilka pytań o vouchery podarunkowe, strona podobno się zawiesza.
Pani z 214 mówi, że hasło do wifi jest nie do przepisania z tej karteczki.
Pytali o późne wymeldowanie, cennika nie ma nigdzie na wierzchu.
Starszy pan miał kłopot z progiem pod prysznicem w 118.

# note praise
Goście z 407 dziękują pani Helenie za znaleziony pierścionek. Popłakali się oboje.
Pani z 220 zostawiła bombonierkę dla pokojowych.
Pan z grupy rowerowej mówi, że pierwszy raz ktoś mu sam zaproponował miejsce na rower.

# note praise sopot
Stali goście pytali o panią Elę, cieszyli się, że dalej u nas pracuje.

# note complaint
Gość z 114 zgłasza trzeci raz cieknący kran. Zlecenie wciąż otwarte.
Przy barze narzekanie na zamknięcie kuchni o 21:30.
Pani wyjechała obrażona, bo nikt nie odebrał telefonu z pokoju.
Pytają o parking i nie wiem, do kogo odsyłać.

# note complaint zakopane
Goście z piętra 3 skarżą się na wifi, czwarty raz w tym miesiącu.

# note complaint gdansk after
Kolejka do meldowania o 16 sięgała drzwi, dwie rodziny wyszły na kawę i wróciły złe.
System zgubił dziś trzy rezerwacje, wpisywałyśmy ręcznie. Goście czekali po 40 minut.
Gość pokazał na telefonie naszą stronę z „5 minut” i zapytał, czyich minut.

# note plain gdansk switch
Od dziś meldujemy w nowym systemie. Szkolenie było godzinę, jutro przyjeżdża autokar.

# note plain sopot switch
Od dziś śniadania prowadzi nowy kucharz, pan Rafał. Menu zmienia się od jutra.

# voice praise
Dobra ekipa, można na siebie liczyć.
Grafik w końcu z dwutygodniowym wyprzedzeniem, dziękuję.
Szefowa broni nas przed niegrzecznymi gośćmi, to dużo znaczy.
Fajnie, że pokazujecie nam, co piszą goście. Pierwszy raz ktoś pochwalił mnie z imienia.
Lubię tu przychodzić do pracy, serio.

# voice mixed
Praca ok, szatnia dla personelu wstyd.
Szkolenia są, tylko zawsze w mój dzień wolny.
Zespół super, płaca mniej.
Premia za opinie gości to dobry pomysł, ale zasady niejasne.

# voice plain
Jak zwykle, sezon to sezon.
Potrzebne nowe wózki na trzecie piętro.
Przydałaby się jedna osoba więcej w weekendy.

# voice complaint
Pralnia oddaje pościel o 14, a pokoje mają być na 15. Nie da się.
Marketing obiecuje pięć minut, a w recepcji jest nas dwoje.
Nikt nas nie pytał, zanim coś się zmienia.
Trzecia sobota z rzędu, a miało być co druga.
Zgłaszam cieknący kran w 114 od marca. Może ktoś to przeczyta tutaj.
Za parking obrywa recepcja, a my nie mamy nawet kluczyka do szlabanu.

# voice complaint gdansk after
Nowy system wymaga 23 kliknięć na jedno zameldowanie. Policzyłam.
Szkolenie z nowego systemu trwało godzinę i było online, bez dźwięku.
Goście krzyczą na nas, a my na ekran. Oddajcie stary program.

# voice praise sopot after
Odkąd jest pan Rafał, w kuchni nikt nie krzyczy, a talerze wracają puste.

# stay praise business one_night
Wpadł{em|am} na jedną noc, zapamiętam na dłużej.

# stay mixed long
Pierwszy dzień pod górkę, potem już tylko lepiej.

# stay plain one_night
Jedna noc, trudno coś więcej powiedzieć.
Przespał{em|am} się i pojechał{em|am} dalej.

# room complaint long
Zasłona nie domyka się, latarnia prosto w oczy. Trzy noce bez snu.
Drugiego dnia nikt nie posprzątał. Trzeciego też nie.
Śmietnik niewyniesiony przez cztery dni, jak się upomniał{em|am}, to jeszcze zdziwienie.

# breakfast complaint long
Parówki, ser, parówki, ser. Pięć dni.

# claim complaint gdansk young
Zameldowanie trwało {wait}, staliśmy z dwójką małych dzieci w holu. Nikt nie powiedział, ile to jeszcze potrwa, nikt nie podał wody. Na stronie obiecujecie pięć minut. Proszę o odpowiedź kogoś, kto za to odpowiada.
)";

}  // namespace

std::string_view words_pl() {
    return text;
}

}  // namespace styk::demo
