package dev.lockstep.orgsim.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.orgsim.org.ExternalReference;
import dev.lockstep.orgsim.org.InputRecord;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    @Test
    void readsFieldsFieldsToNullAndTheId() throws UnreadableEnvelope {
        InputRecord record =
                read("<type>Contact</type><fieldsToNull>Phone</fieldsToNull><fieldsToNull>Fax</fieldsToNull>"
                        + "<Id>003000000000001AAA</Id><LastName> Doe </LastName>");

        assertThat(record.object()).isEqualTo("Contact");
        assertThat(record.id()).contains("003000000000001AAA");
        assertThat(record.fields()).containsOnly(java.util.Map.entry("LastName", " Doe "));
        assertThat(record.fieldsToNull()).containsExactly("Phone", "Fax");
    }

    @Test
    void leavesANilFieldAlone() throws UnreadableEnvelope {
        InputRecord record = read("<type>Contact</type><Id xsi:nil='true'/><Phone xsi:nil='true'/>");

        assertThat(record.id()).isEmpty();
        assertThat(record.fields()).isEmpty();
        assertThat(record.fieldsToNull()).isEmpty();
    }

    @Test
    void readsAParentNamedByAnExternalId() throws UnreadableEnvelope {
        InputRecord record = read("<type>Contact</type>"
                + "<Account xsi:type='sObject'><type>Account</type><Id xsi:nil='true'/><Key__c>a-1</Key__c></Account>");

        assertThat(record.references()).containsEntry("Account", new ExternalReference("Account", "Key__c", "a-1"));
        assertThat(record.fields()).isEmpty();
    }

    @Test
    void refusesAParentNamedByTwoFields() {
        assertThatExceptionOfType(SoapFault.class)
                .isThrownBy(() ->
                        read("<type>Contact</type><Account><type>Account</type><A__c>1</A__c><B__c>2</B__c></Account>"))
                .withMessageContaining("More than 1 field");
    }

    private static InputRecord read(String inside) throws UnreadableEnvelope {
        String message = "<e:Envelope xmlns:e='" + Namespaces.ENVELOPE + "' xmlns:xsi='" + Namespaces.INSTANCE
                + "'><e:Body><create><sObjects>" + inside + "</sObjects></create></e:Body></e:Envelope>";
        Envelope envelope = EnvelopeReader.read(message.getBytes(StandardCharsets.UTF_8));
        return RecordReader.read(envelope.operation().children().getFirst());
    }
}
