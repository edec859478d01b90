package dev.lockstep.orgsim.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XmlWriterTest {
    @Test
    void replacesWhatXmlCannotCarry() {
        assertThat(written("half \ud83d of a pair, \u0001, \ufffe, 👍, \ud7ff\ue000\ufffd\t\n"))
                .isEqualTo("half \ufffd of a pair, \ufffd, \ufffd, 👍, \ud7ff\ue000\ufffd\t\n");
    }

    @Test
    void escapesWhatXmlMeansOtherwise() {
        assertThat(written("1 < 2 & 3")).isEqualTo("1 &lt; 2 &amp; 3");
    }

    private static String written(String text) {
        var xml = new String(new XmlWriter().text("a", text).finish(), StandardCharsets.UTF_8);
        return xml.substring(xml.indexOf("<a>") + "<a>".length(), xml.indexOf("</a>"));
    }
}
