package dev.lockstep.orgsim.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {
    private static final String ENVELOPE = """
        <?xml version="1.0" encoding="UTF-8"?>
        <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"
            xmlns:p="urn:partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <e:Header>
            <p:SessionHeader><p:sessionId> 00D!token </p:sessionId></p:SessionHeader>
          </e:Header>
          <e:Body>%s</e:Body>
        </e:Envelope>
        """;

    @Test
    void findsHeadersAndArgumentsWhateverTheirPrefix() throws UnreadableEnvelope {
        Envelope envelope =
                read(ENVELOPE.formatted("<query xmlns='urn:x'><queryString>SELECT 1 &lt; 2</queryString></query>"));

        assertThat(envelope.header("SessionHeader", "sessionId")).contains("00D!token");
        assertThat(envelope.operation().name()).isEqualTo("query");
        assertThat(envelope.operation().textOf("queryString")).contains("SELECT 1 < 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&b;", "&#xFFFE;", "<p:a", "<p:a>&#0;</p:a>", "</p:y>"})
    void refusesWhatIsBrokenDeepWithin(String inside) {
        assertThatExceptionOfType(UnreadableEnvelope.class)
                .isThrownBy(() -> read(ENVELOPE.formatted("<p:x>" + inside + "</p:x>")));
    }

    @Test
    void takesANilArgumentForNone() throws UnreadableEnvelope {
        Envelope envelope = read(ENVELOPE.formatted("<p:x><p:a xsi:nil='true'/><p:b xsi:nil='1'/><p:c/></p:x>"));

        assertThat(envelope.operation().textOf("a")).isEmpty();
        assertThat(envelope.operation().textOf("b")).isEmpty();
        assertThat(envelope.operation().textOf("c")).contains("");
    }

    @Test
    void keepsBlanksInsideARecordsText() throws UnreadableEnvelope {
        Envelope envelope = read(ENVELOPE.formatted("<p:x><a> two  words&#13;&#10;</a></p:x>"));

        assertThat(envelope.operation().child("a"))
                .hasValueSatisfying(child -> assertThat(child.text()).isEqualTo(" two  words\r\n"));
    }

    @Test
    void refusesADocumentType() {
        String bomb = """
            <!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><x>&a;</x></e:Body></e:Envelope>
            """;

        assertThatExceptionOfType(UnreadableEnvelope.class)
                .isThrownBy(() -> read(bomb))
                .withMessageContaining("document type");
    }

    @Test
    void refusesACharacterThatXmlDoesNotHave() {
        assertThatExceptionOfType(UnreadableEnvelope.class)
                .isThrownBy(() -> read(ENVELOPE.formatted("<p:x>a\uFFFEb</p:x>")))
                .withMessageContaining("well-formed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<Envelope/>",
                "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'/>",
                "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body/></e:Envelope>",
                "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><x>"
            })
    void refusesWhatIsNoEnvelopeWithABody(String text) {
        assertThatExceptionOfType(UnreadableEnvelope.class).isThrownBy(() -> read(text));
    }

    private static Envelope read(String text) throws UnreadableEnvelope {
        return EnvelopeReader.read(text.strip().getBytes(StandardCharsets.UTF_8));
    }
}
