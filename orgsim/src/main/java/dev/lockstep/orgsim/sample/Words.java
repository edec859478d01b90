package dev.lockstep.orgsim.sample;

import java.util.List;

/// Words that the sample's records are made of. A list is walked round and round; its length differs from the others',
/// so
/// that words meet in many pairs.
final class Words {
    static final List<String> FIRST_NAMES = List.of(
            "Amara", "Björn", "Chloé", "Dmitri", "Elif", "Fatima", "Giulia", "健太", "Hana", "Ingrid", "João", "Kwame",
            "Lucía", "美咲", "Noor", "Oksana", "Priya");
    static final List<String> LAST_NAMES = List.of(
            "Okafor",
            "Lindqvist",
            "O'Brien",
            "Sokolov",
            "Yılmaz",
            "佐藤",
            "van der Berg",
            "Müller-Lüdenscheidt",
            "Rossi",
            "Nguyễn",
            "García Márquez",
            "Smith",
            "高橋",
            "Ó Súilleabháin",
            "Kaya",
            "Brown",
            "Petrov",
            "Li",
            "D'Angelo");
    static final List<String> COMPANIES = List.of(
            "Northwind Mills",
            "株式会社山田製作所",
            "Café Zürich GmbH",
            "Smith & Sons",
            "\"Quoted\" Traders",
            "Ålesund Fisk AS",
            "東京精密工業",
            "Łódź Textiles",
            "Sunrise Bakery <Wholesale>",
            "Blue Whale Freight",
            "Ørsted Farms",
            "Pan-Pacific Optics",
            "Señor Pepper's");
    static final List<String> SUFFIXES = List.of("", " Holding", " East", " West", " Services", " Labs", " Nord");
    static final List<String> STREETS = List.of(
            "12 High Street",
            "Hauptstraße 7",
            "1-2-3 丸の内\n千代田区",
            "Calle Mayor 44, 2ºB",
            "P.O. Box 311",
            "221B Baker Street\nBack door\nRing twice",
            "Rue de l'Église 9");
    static final List<Place> PLACES = List.of(
            new Place("London", "", "N1 9GU", "United Kingdom"),
            new Place("München", "Bayern", "80331", "Germany"),
            new Place("東京", "東京都", "100-0005", "Japan"),
            new Place("São Paulo", "SP", "01310-100", "Brazil"),
            new Place("Portland", "OR", "97201", "USA"));
    static final List<String> TITLES =
            List.of("CEO", "VP, Operations", "Buyer", "", "Head of \"Special Projects\"", "部長", "Warehouse lead");
    static final List<String> NOTES = List.of(
            "",
            "Prefers mail over phone.",
            "First line\nSecond line\n\tindented third",
            "Tab\there, quote \" and ' and backslash \\ here",
            "🚚 on its way — très bien 👍🏽",
            "<b>not markup</b> & not an entity &amp;",
            "納品書は三部必要です。",
            "100% sure; a,b;c",
            "Ends with a link: https://example.com/?a=1&b=2#c");

    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog, 42 times. ";

    /// Where an address is; an unknown state is empty.
    record Place(String city, String state, String postalCode, String country) {}

    private Words() {}

    static <T> T pick(List<T> words, int number) {
        return words.get(Math.floorMod(number, words.size()));
    }

    static String pick(String[] words, int number) {
        return words[Math.floorMod(number, words.length)];
    }

    static String person(int number) {
        return pick(FIRST_NAMES, number) + " " + pick(LAST_NAMES, number * 3);
    }

    static String phone(int number) {
        return "+44 20 7946 " + fourDigits(number);
    }

    static String key(String kind, int number) {
        return kind + "-" + fourDigits(number);
    }

    /// The same in every locale, as formats are not.
    private static String fourDigits(int number) {
        var digits = Integer.toString(number);
        return "0".repeat(4 - digits.length()) + digits;
    }

    /// Every so often a text that is as long as the field allows, as such fields are in old orgs.
    static String longText(int number, int every, int length) {
        return number % every == 0
                ? SENTENCE.repeat(length / SENTENCE.length() + 1).substring(0, length - 1) + "."
                : pick(NOTES, number);
    }

    static void address(Row row, String prefix, int number) {
        var place = pick(PLACES, number);
        row.set(prefix + "Street", pick(STREETS, number))
                .set(prefix + "City", place.city())
                .set(prefix + "State", place.state())
                .set(prefix + "PostalCode", place.postalCode())
                .set(prefix + "Country", place.country());
    }
}
