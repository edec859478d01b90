package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ObjectDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The Id of the schema that an object's change events follow: another one as soon as a field is another.
public final class SchemaId {
    private SchemaId() {}

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_message_structure.htm")
    public static String of(ObjectDefinition object) {
        var text = new StringBuilder(object.name());
        EventFields.of(object)
                .leaves()
                .forEach(leaf -> text.append('\n')
                        .append(leaf.path())
                        .append(' ')
                        .append(leaf.field().type()));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(digest().digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
