package dev.lockstep.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class CanonicalTextTest {
    @Test
    void keepsWhatAnyXmlCarries() {
        assertThat(CanonicalText.of(" a\tb\nc é 漢字 😀 \u007F\u0085\uFFFD "))
                .contains(" a\tb\nc é 漢字 😀 \u007F\u0085\uFFFD ");
        assertThat(CanonicalText.of("")).contains("");
    }

    @Test
    void removesControlCharactersThatXmlCantCarry() {
        assertThat(CanonicalText.of("a\u0000b\u0001c\u0008d\u000Be\u000Cf\u001Fg"))
                .contains("abcdefg");
    }

    @Test
    void makesEveryEndOfLineALineFeed() {
        assertThat(CanonicalText.of("a\r\nb\rc\nd\r\r\ne\r")).contains("a\nb\nc\nd\n\ne\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFFFE", "a\uFFFFb"})
    void refusesWhatIsNoCharacter(String text) {
        assertThat(CanonicalText.of(text)).isEmpty();
    }

    @Test
    void refusesHalfOfAPair() {
        assertThat(CanonicalText.of("a" + (char) 0xD83D)).isEmpty();
        assertThat(CanonicalText.of((char) 0xDE00 + "b")).isEmpty();
        assertThat(CanonicalText.of("" + (char) 0xDE00 + (char) 0xD83D)).isEmpty();
    }

    @Test
    void knowsWhatTheOrgKeeps() {
        assertThat(CanonicalText.stored("  a b \n")).contains("a b");
        assertThat(CanonicalText.stored(" \t\n ")).isEmpty();
        assertThat(CanonicalText.stored("")).isEmpty();
    }

    @Test
    void isCanonicalOnceMadeSoAndSurvivesXml() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x10000)));
            }
            var canonical = CanonicalText.of(text.toString());
            if (canonical.isEmpty()) {
                continue;
            }
            assertThat(CanonicalText.of(canonical.get()))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(canonical);
            assertThat(throughXml(canonical.get()))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(canonical.get());
        }
    }

    @Test
    void recordsTakeCanonicalTextsOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> OrgFixture.account("a\u0001"));
        assertThatIllegalArgumentException().isThrownBy(() -> OrgFixture.account("a\r\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> OrgFixture.account("\uFFFE"));
    }

    private static String throughXml(String text) throws Exception {
        var escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<a>" + escaped + "</a>")))
                .getDocumentElement()
                .getTextContent();
    }
}
