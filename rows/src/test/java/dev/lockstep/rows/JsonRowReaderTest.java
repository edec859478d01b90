package dev.lockstep.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonRowReaderTest {
    private static final String CONTACTS = """
        {"totalSize":4000,"done":false,"nextRecordsUrl":"/services/data/v65.0/query/01gD0000002HU6KIAW-2000",
         "records":[
          {"attributes":{"type":"Contact","url":"/services/data/v65.0/sobjects/Contact/003D000000QYVZg"},
           "Id":"003D000000QYVZgIAP","LastName":"N\\u00fa\\u00f1ez \\ud83d\\ude00 \\"x\\"","Email":null,
           "SystemModstamp":"2013-05-07T22:07:19.000+0000","Amount__c":400.0,"Big__c":1.0E7,"Vip__c":true,
           "Account__r":{"attributes":{"type":"Account"},"External_Id__c":"A-1",
                         "Owner":{"attributes":{"type":"User"},"Name":"Kim"}}},
          {"attributes":{"type":"Contact"},"Id":"003D000000QYVZhIAP","LastName":"","Email":"a@example.com",
           "SystemModstamp":"2013-05-07T22:07:20.000+0000","Amount__c":null,"Big__c":0,"Vip__c":false,
           "Account__r":null}]}
        """;

    private static final List<String> COLUMNS = List.of(
            "SystemModstamp",
            "Id",
            "lastname",
            "Email",
            "Amount__c",
            "Big__c",
            "Vip__c",
            "Account__r.External_Id__c",
            "Account__r.Owner.Name");

    @Test
    void readsTheCellsInTheOrderOfTheColumnsWhateverTheOrderOfTheAnswer() {
        var page = read(COLUMNS, Set.of("SystemModstamp"), CONTACTS);

        assertThat(texts(page.rows()))
                .containsExactly(
                        List.of(
                                "2013-05-07T22:07:19.000Z",
                                "003D000000QYVZgIAP",
                                "Núñez 😀 \"x\"",
                                "(null)",
                                "400.0",
                                "1.0E7",
                                "true",
                                "A-1",
                                "Kim"),
                        List.of(
                                "2013-05-07T22:07:20.000Z",
                                "003D000000QYVZhIAP",
                                "",
                                "a@example.com",
                                "(null)",
                                "0",
                                "false",
                                "(null)",
                                "(null)"));
    }

    @Test
    void tellsHowManyRecordsThereAreAndWhereTheNextPageIs() {
        var page = read(List.of("Id"), Set.of(), CONTACTS);

        assertThat(page.totalSize()).isEqualTo(4000);
        assertThat(page.nextRecordsUrl()).contains("/services/data/v65.0/query/01gD0000002HU6KIAW-2000");
    }

    @Test
    void takesTheLastPageThatHasNoRecords() {
        var page = read(List.of("Id"), Set.of(), "{\"records\":[],\"totalSize\":0,\"done\":true}");

        assertThat(page.rows().rows()).isZero();
        assertThat(page.rows().columns()).containsExactly("Id");
        assertThat(page.nextRecordsUrl()).isEmpty();
    }

    @Test
    void leavesATextAloneThatOnlyLooksLikeAPointInTime() {
        var json = one("\"Note__c\":\"2013-05-07T22:07:19.000+0000\"");

        assertThat(texts(read(List.of("Note__c"), Set.of(), json).rows()))
                .containsExactly(List.of("2013-05-07T22:07:19.000+0000"));
    }

    @Test
    void passesOverFieldsAndChildRecordsThatNobodyAskedFor() {
        var json = one("\"Contacts\":{\"totalSize\":1,\"records\":[{\"Id\":\"x\"}]},\"Name\":\"Acme\","
                + "\"BillingAddress\":{\"city\":\"Ulm\"}");

        assertThat(texts(read(List.of("Name"), Set.of(), json).rows())).containsExactly(List.of("Acme"));
    }

    @Test
    void refusesARecordThatLacksAColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(List.of("Id", "Name"), Set.of(), one("\"Id\":\"x\"")))
                .withMessageContaining("lacks the column Name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(List.of("Account.Name"), Set.of(), one("\"Account\":{\"Id\":\"x\"}")))
                .withMessageContaining("lacks the column Account.Name");
    }

    @Test
    void refusesAColumnThatHoldsMoreThanOneValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(List.of("A"), Set.of(), one("\"A\":{\"city\":\"Ulm\"}")))
                .withMessageContaining("more than one value");
    }

    @Test
    void refusesEveryAnswerThatWasCutShort() {
        var json = CONTACTS.strip();
        for (int end = 0; end < json.length(); end++) {
            var cut = json.substring(0, end);
            assertThatIllegalArgumentException().isThrownBy(() -> read(COLUMNS, Set.of("SystemModstamp"), cut));
        }
    }

    @Test
    void refusesAnAnswerThatContradictsItselfAboutMorePages() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(List.of("Id"), Set.of(), "{\"records\":[],\"totalSize\":0,\"done\":false}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(
                        List.of("Id"),
                        Set.of(),
                        "{\"records\":[],\"totalSize\":0,\"done\":true,\"nextRecordsUrl\":\"/x\"}"));
    }

    @Test
    void refusesColumnsThatCantBeTold() {
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonRowReader(List.of("Id", "ID"), Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonRowReader(List.of("Id"), Set.of("Name")));
    }

    @Test
    void keepsEveryTextAsItIs() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(40), 0x20, 0x1F700)
                    .filter(c -> c < 0xD800 || c > 0xDFFF)
                    .forEach(text::appendCodePoint);
            var escaped = text.toString().replace("\\", "\\\\").replace("\"", "\\\"");

            assertThat(texts(read(List.of("T"), Set.of(), one("\"T\":\"" + escaped + "\""))
                            .rows()))
                    .as("seed %d round %d", seed, round)
                    .containsExactly(List.of(text.toString()));
        }
    }

    private static JsonPage read(List<String> columns, Set<String> dateTimes, String json) {
        return new JsonRowReader(columns, dateTimes).read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String one(String fields) {
        return "{\"totalSize\":1,\"done\":true,\"records\":[{" + fields + "}]}";
    }

    private static List<List<String>> texts(RowPage page) {
        var rows = new ArrayList<List<String>>();
        for (int row = 0; row < page.rows(); row++) {
            var cells = new ArrayList<String>();
            for (int column = 0; column < page.columns().size(); column++) {
                cells.add(page.isNull(row, column) ? "(null)" : page.text(row, column));
            }
            rows.add(cells);
        }
        return rows;
    }
}
