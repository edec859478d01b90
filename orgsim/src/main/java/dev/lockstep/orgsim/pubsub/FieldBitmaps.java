package dev.lockstep.orgsim.pubsub;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/// Tells fields by their places in the schema: `0x2A` has bits 1, 3 and 5, `4-0x10` the fifth part of the field at 4.
final class FieldBitmaps {
    private FieldBitmaps() {}

    /// @param paths names of fields, those of parts with the name of the whole before theirs: `BillingAddress.City`
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/platform/pub-sub-api/guide/event-deserialization-considerations.html")
    @Assumed(reason = "A compound field has no bit of its own beside those of its parts")
    static List<String> of(List<String> paths, Schema event) {
        var plain = new BitSet();
        Map<Integer, BitSet> parts = new TreeMap<>();
        for (String path : paths) {
            int dot = path.indexOf('.');
            if (dot < 0) {
                plain.set(place(event, path));
            } else {
                Schema.Field whole = event.getField(path.substring(0, dot));
                // A compound field is nothing or a record.
                Schema type = whole.schema().getTypes().getLast();
                parts.computeIfAbsent(whole.pos(), _ -> new BitSet()).set(place(type, path.substring(dot + 1)));
            }
        }
        List<String> bitmaps = new ArrayList<>();
        if (!plain.isEmpty()) {
            bitmaps.add(hex(plain));
        }
        parts.forEach((whole, bits) -> bitmaps.add(whole + "-" + hex(bits)));
        return bitmaps;
    }

    private static int place(Schema record, String field) {
        return record.getField(field).pos();
    }

    /// Whole bytes, the highest first.
    private static String hex(BitSet bits) {
        byte[] bytes = bits.toByteArray();
        var text = new StringBuilder("0x");
        for (int place = bytes.length - 1; place >= 0; place--) {
            text.append(String.format(Locale.ROOT, "%02X", bytes[place]));
        }
        return text.toString();
    }
}
