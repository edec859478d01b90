package dev.lockstep.postgres.copy;

import java.util.Optional;
import org.postgresql.core.Oid;

/// Which encoder a column's type has.
final class Encoders {
    /// What `atttypmod` is raised by, so that 0 is a length, too.
    private static final int MODIFIER_EXTRA = 4;

    private Encoders() {}

    /// What a precision rounds is rounded by the server, in binary as in text.
    ///
    /// @param type the type's oid
    /// @param modifier the column's `atttypmod`
    static Optional<Encoder> of(int type, int modifier) {
        return Optional.ofNullable(
                switch (type) {
                    case Oid.TEXT -> new TextEncoder(Integer.MAX_VALUE);
                    case Oid.VARCHAR, Oid.BPCHAR ->
                        new TextEncoder(modifier < 0 ? Integer.MAX_VALUE : modifier - MODIFIER_EXTRA);
                    case Oid.INT2 -> IntegerEncoder.SMALLINT;
                    case Oid.INT4 -> IntegerEncoder.INTEGER;
                    case Oid.INT8 -> IntegerEncoder.BIGINT;
                    case Oid.FLOAT4 -> new RealEncoder();
                    case Oid.FLOAT8 -> new DoubleEncoder();
                    case Oid.NUMERIC -> numeric(modifier);
                    case Oid.BOOL -> new BooleanEncoder();
                    case Oid.DATE -> new DateEncoder();
                    case Oid.TIME -> new TimeEncoder();
                    case Oid.TIMESTAMP -> TimestampEncoder.WITHOUT_ZONE;
                    case Oid.TIMESTAMPTZ -> TimestampEncoder.WITH_ZONE;
                    default -> null;
                });
    }

    /// The modifier holds the precision in its upper half and the scale, which may be negative, in the lower eleven
    /// bits.
    private static NumericEncoder numeric(int modifier) {
        if (modifier < 0) {
            return NumericEncoder.ANY;
        }
        int precision = ((modifier - MODIFIER_EXTRA) >> 16) & 0xffff;
        int scale = (((modifier - MODIFIER_EXTRA) & 0x7ff) ^ 0x400) - 0x400;
        return new NumericEncoder(precision - scale, scale);
    }
}
