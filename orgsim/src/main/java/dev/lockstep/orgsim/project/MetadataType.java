package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Documented;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The types of fields as the Metadata API names them.
@Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_field_types.htm")
enum MetadataType {
    ADDRESS("Address"),
    ARRAY("Array"),
    AUTO_NUMBER("AutoNumber"),
    CHECKBOX("Checkbox"),
    CURRENCY("Currency"),
    CUSTOM_DATA_TYPE("CustomDataType"),
    DATE("Date"),
    DATE_TIME("DateTime"),
    EMAIL("Email"),
    ENCRYPTED_TEXT("EncryptedText"),
    EXTERNAL_LOOKUP("ExternalLookup"),
    FILE("File"),
    HIERARCHY("Hierarchy"),
    HTML("Html"),
    INDIRECT_LOOKUP("IndirectLookup"),
    LOCATION("Location"),
    LONG_TEXT_AREA("LongTextArea"),
    LOOKUP("Lookup"),
    MASTER_DETAIL("MasterDetail"),
    METADATA_RELATIONSHIP("MetadataRelationship"),
    MULTISELECT_PICKLIST("MultiselectPicklist"),
    NUMBER("Number"),
    PERCENT("Percent"),
    PHONE("Phone"),
    PICKLIST("Picklist"),
    SUMMARY("Summary"),
    TEXT("Text"),
    TEXT_AREA("TextArea"),
    TIME("Time"),
    URL("Url");

    private final String metadataName;

    MetadataType(String metadataName) {
        this.metadataName = metadataName;
    }

    static Optional<MetadataType> of(String name) {
        return Arrays.stream(values())
                .filter(type -> type.metadataName.equals(name))
                .findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(MetadataType::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return metadataName;
    }
}
