#include "text/announcers.h"

namespace styk::text {

namespace {

constexpr std::string_view of_polish = R"(
[personal.phone]
tel, telefon*, nr tel, numer telefonu, mój numer, pod numer*, kom, komórk*, zadzwoń*, zadzwonić, dzwoń*, dzwonić,
oddzwoń*, oddzwonić, proszę o kontakt, proszę o telefon, kontakt pod, sms*, whatsapp*
[personal.other]
zamówieni*, faktur*, paragon*, przesyłk*, paczk*, zgłoszeni*, reklamacj*, rezerwacj*, umow*, polis*, numer klienta,
nr klienta, numer seryjny, nr seryjny, kod produktu, artykuł*
[personal.pesel]
pesel*
[personal.nip]
nip
[personal.passport]
paszport*
[personal.name]
nazywam się, mam na imię, moje imię i nazwisko, moje nazwisko, imię i nazwisko
[personal.address]
ul, mieszkam przy, mieszkam na, mój adres, mój adres to, adres zamieszkania, zamieszkał* przy
)";

constexpr std::string_view of_russian = R"(
[personal.phone]
тел, телефон*, номер телефона, мой номер, моб, сотов*, позвон*, перезвон*, звоните, набер*, смс, ватсап*, вотсап*,
whatsapp*, вайбер*, viber*
[personal.other]
заказ*, счет*, накладн*, трек номер*, посылк*, чек*, бронир*, договор*, полис*, заявк*, обращени*, артикул*
[personal.inn]
инн
[personal.snils]
снилс*
[personal.passport]
паспорт*
[personal.name]
меня зовут, мое имя, моя фамилия, фамилия имя отчество, фио
[personal.address]
ул, живу по адресу, живу на, мой адрес, проживаю по адресу, адрес проживания
)";

constexpr std::string_view of_english = R"(
[personal.phone]
tel, phone*, telephone*, mobile*, cell, cellphone*, my number, number to call, contact number, call*, ring me, ring us,
text me, text us, reach me, reach us, contact me, contact us, sms, whatsapp*
[personal.other]
order*, invoice*, receipt*, booking*, reservation*, reference*, ref, ticket*, tracking*, parcel*, case number, policy,
contract*, customer number, account number, serial*, model, part number, item*, product code, sku
[personal.passport]
passport*
[personal.name]
my name is, my name's, my full name
[personal.address]
i live at, we live at, my address is, my home address
)";

}  // namespace

std::string_view announcers(Language language) {
    constexpr std::string_view all[] = {of_polish, of_russian, of_english};
    return all[static_cast<std::size_t>(language)];
}

}  // namespace styk::text
