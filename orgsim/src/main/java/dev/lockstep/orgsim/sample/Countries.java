package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.List;

/// The countries of the list from which addresses are chosen. An org has some 235 of them; these are twelve.
final class Countries {
    @Documented(
            url =
                    "https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.admin_state_country_picklists_standard_countries.htm")
    @Assumed(
            reason = "Names and codes are those of ISO 3166; of which countries an org knows the states was seen in"
                    + " public")
    static final List<Region> ALL = List.of(
            Region.country("AU", "Australia", """
                ACT Australian Capital Territory; NSW New South Wales; NT Northern Territory; QLD Queensland;
                SA South Australia; TAS Tasmania; VIC Victoria; WA Western Australia
                """),
            Region.country("BR", "Brazil", """
                AC Acre; AL Alagoas; AP Amapá; AM Amazonas; BA Bahia; CE Ceará; DF Distrito Federal;
                ES Espírito Santo; GO Goiás; MA Maranhão; MT Mato Grosso; MS Mato Grosso do Sul; MG Minas Gerais;
                PA Pará; PB Paraíba; PR Paraná; PE Pernambuco; PI Piauí; RJ Rio de Janeiro;
                RN Rio Grande do Norte; RS Rio Grande do Sul; RO Rondônia; RR Roraima; SC Santa Catarina;
                SP São Paulo; SE Sergipe; TO Tocantins
                """),
            Region.country("CA", "Canada", """
                AB Alberta; BC British Columbia; MB Manitoba; NB New Brunswick; NL Newfoundland and Labrador;
                NT Northwest Territories; NS Nova Scotia; NU Nunavut; ON Ontario; PE Prince Edward Island;
                QC Quebec; SK Saskatchewan; YT Yukon Territories
                """),
            Region.country("CH", "Switzerland", ""),
            Region.country("DE", "Germany", ""),
            Region.country("ES", "Spain", ""),
            Region.country("FR", "France", ""),
            Region.country("GB", "United Kingdom", ""),
            Region.country("IN", "India", """
                AN Andaman and Nicobar Islands; AP Andhra Pradesh; AR Arunachal Pradesh; AS Assam; BR Bihar;
                CH Chandigarh; CT Chhattisgarh; DN Dadra and Nagar Haveli; DD Daman and Diu; DL Delhi; GA Goa;
                GJ Gujarat; HR Haryana; HP Himachal Pradesh; JK Jammu and Kashmir; JH Jharkhand; KA Karnataka;
                KL Kerala; LD Lakshadweep; MP Madhya Pradesh; MH Maharashtra; MN Manipur; ML Meghalaya;
                MZ Mizoram; NL Nagaland; OR Odisha; PY Puducherry; PB Punjab; RJ Rajasthan; SK Sikkim;
                TN Tamil Nadu; TG Telangana; TR Tripura; UT Uttarakhand; UP Uttar Pradesh; WB West Bengal
                """),
            Region.country("JP", "Japan", """
                01 Hokkaido; 02 Aomori; 03 Iwate; 04 Miyagi; 05 Akita; 06 Yamagata; 07 Fukushima; 08 Ibaraki;
                09 Tochigi; 10 Gunma; 11 Saitama; 12 Chiba; 13 Tokyo; 14 Kanagawa; 15 Niigata; 16 Toyama;
                17 Ishikawa; 18 Fukui; 19 Yamanashi; 20 Nagano; 21 Gifu; 22 Shizuoka; 23 Aichi; 24 Mie; 25 Shiga;
                26 Kyoto; 27 Osaka; 28 Hyogo; 29 Nara; 30 Wakayama; 31 Tottori; 32 Shimane; 33 Okayama;
                34 Hiroshima; 35 Yamaguchi; 36 Tokushima; 37 Kagawa; 38 Ehime; 39 Kochi; 40 Fukuoka; 41 Saga;
                42 Nagasaki; 43 Kumamoto; 44 Oita; 45 Miyazaki; 46 Kagoshima; 47 Okinawa
                """),
            Region.country("NL", "Netherlands", ""),
            Region.country("US", "United States", """
                AL Alabama; AK Alaska; AZ Arizona; AR Arkansas; CA California; CO Colorado; CT Connecticut;
                DE Delaware; DC District of Columbia; FL Florida; GA Georgia; HI Hawaii; ID Idaho; IL Illinois;
                IN Indiana; IA Iowa; KS Kansas; KY Kentucky; LA Louisiana; ME Maine; MD Maryland;
                MA Massachusetts; MI Michigan; MN Minnesota; MS Mississippi; MO Missouri; MT Montana;
                NE Nebraska; NV Nevada; NH New Hampshire; NJ New Jersey; NM New Mexico; NY New York;
                NC North Carolina; ND North Dakota; OH Ohio; OK Oklahoma; OR Oregon; PA Pennsylvania;
                RI Rhode Island; SC South Carolina; SD South Dakota; TN Tennessee; TX Texas; UT Utah; VT Vermont;
                VA Virginia; WA Washington; WV West Virginia; WI Wisconsin; WY Wyoming
                """));

    private Countries() {}
}
