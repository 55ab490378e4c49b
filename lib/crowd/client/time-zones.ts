// biome-ignore-all format: generated
/* Made by `npm run time-zones` from the IANA time zone database, which is in the public domain. */

/**
 * By the first part of a zone's name: the cells its zones lie in, each with the rest of the zones' names. One without
 * names has all others.
 */
export const TIME_ZONES: Readonly<Record<string, string>> = {
  '': '009:Kwajalein 015:Libya 029:Cuba,Jamaica 154:Iceland CN:PRC EG:Egypt GB:GB,GB-Eire HK:Hongkong IE:Eire IL:Israel IR:Iran JP:Japan KR:ROK NZ:NZ,NZ-CHAT PL:Poland PT:Portugal RU:W-SU SG:Singapore TR:Turkey TW:ROC US:Navajo',
  'Africa/': '015:El_Aaiun,Khartoum,Tripoli 202 DZ:Algiers EG:Cairo ES:Ceuta ET:Addis_Ababa GH:Accra KE:Nairobi MA:Casablanca NG:Lagos TN:Tunis TZ:Dar_es_Salaam UG:Kampala ZA:Johannesburg',
  'America/': '005:Asuncion,Cayenne,Guyana,La_Paz,Paramaribo 013:Belize,Managua,Panama,Tegucigalpa 021:Danmarkshavn,Godthab,Miquelon,Nuuk,Scoresbysund,Thule 029:Anguilla,Antigua,Aruba,Barbados,Cayman,Curacao,Dominica,Grand_Turk,Grenada,Guadeloupe,Havana,Jamaica,Kralendijk,Lower_Princes,Marigot,Martinique,Montserrat,Nassau,Port-au-Prince,Port_of_Spain,Puerto_Rico,St_Barthelemy,St_Kitts,St_Lucia,St_Thomas,St_Vincent,Tortola,Virgin AR:Argentina/Buenos_Aires,Argentina/Catamarca,Argentina/ComodRivadavia,Argentina/Cordoba,Argentina/Jujuy,Argentina/La_Rioja,Argentina/Mendoza,Argentina/Rio_Gallegos,Argentina/Salta,Argentina/San_Juan,Argentina/San_Luis,Argentina/Tucuman,Argentina/Ushuaia,Buenos_Aires,Catamarca,Cordoba,Jujuy,Mendoza,Rosario BR:Araguaina,Bahia,Belem,Boa_Vista,Campo_Grande,Cuiaba,Eirunepe,Fortaleza,Maceio,Manaus,Noronha,Porto_Acre,Porto_Velho,Recife,Rio_Branco,Santarem,Sao_Paulo CA:Atikokan,Blanc-Sablon,Cambridge_Bay,Coral_Harbour,Creston,Dawson,Dawson_Creek,Edmonton,Fort_Nelson,Glace_Bay,Goose_Bay,Halifax,Inuvik,Iqaluit,Moncton,Montreal,Nipigon,Pangnirtung,Rainy_River,Rankin_Inlet,Regina,Resolute,St_Johns,Swift_Current,Thunder_Bay,Toronto,Vancouver,Whitehorse,Winnipeg,Yellowknife CL:Coyhaique,Punta_Arenas,Santiago CO:Bogota CR:Costa_Rica DO:Santo_Domingo EC:Guayaquil GT:Guatemala MX:Bahia_Banderas,Cancun,Chihuahua,Ciudad_Juarez,Ensenada,Hermosillo,Matamoros,Mazatlan,Merida,Mexico_City,Monterrey,Ojinaga,Santa_Isabel,Tijuana PE:Lima SV:El_Salvador US:Adak,Anchorage,Atka,Boise,Chicago,Denver,Detroit,Fort_Wayne,Indiana/Indianapolis,Indiana/Knox,Indiana/Marengo,Indiana/Petersburg,Indiana/Tell_City,Indiana/Vevay,Indiana/Vincennes,Indiana/Winamac,Indianapolis,Juneau,Kentucky/Louisville,Kentucky/Monticello,Knox_IN,Los_Angeles,Louisville,Menominee,Metlakatla,New_York,Nome,North_Dakota/Beulah,North_Dakota/Center,North_Dakota/New_Salem,Phoenix,Shiprock,Sitka,Yakutat UY:Montevideo VE:Caracas',
  'Antarctica/': 'AU:Macquarie',
  'Arctic/': '154',
  'Asia/': '030:Choibalsan,Hovd,Macao,Macau,Pyongyang,Ulaanbaatar,Ulan_Bator 034:Kabul,Thimbu,Thimphu 035:Brunei,Dili,Phnom_Penh,Rangoon,Vientiane,Yangon 143:Ashgabat,Ashkhabad,Bishkek,Dushanbe 145:Baku,Damascus,Famagusta,Gaza,Hebron,Nicosia,Tbilisi,Yerevan AE:Dubai BD:Dacca,Dhaka BH:Bahrain CN:Chongqing,Chungking,Harbin,Kashgar,Shanghai,Urumqi HK:Hong_Kong ID:Jakarta,Jayapura,Makassar,Pontianak,Ujung_Pandang IL:Jerusalem,Tel_Aviv IN:Calcutta,Kolkata IQ:Baghdad IR:Tehran JO:Amman JP:Tokyo KR:Seoul KW:Kuwait KZ:Almaty,Aqtau,Aqtobe,Atyrau,Oral,Qostanay,Qyzylorda LB:Beirut LK:Colombo MY:Kuala_Lumpur,Kuching NP:Kathmandu,Katmandu OM:Muscat PH:Manila PK:Karachi QA:Qatar RU:Anadyr,Barnaul,Chita,Irkutsk,Kamchatka,Khandyga,Krasnoyarsk,Magadan,Novokuznetsk,Novosibirsk,Omsk,Sakhalin,Srednekolymsk,Tomsk,Ust-Nera,Vladivostok,Yakutsk,Yekaterinburg SA:Riyadh SG:Singapore TH:Bangkok TR:Istanbul TW:Taipei UZ:Samarkand,Tashkent VN:Ho_Chi_Minh,Saigon YE:Aden',
  'Atlantic/': '005:South_Georgia,Stanley 021:Bermuda 154:Faeroe,Faroe,Jan_Mayen,Reykjavik 202:Cape_Verde,St_Helena ES:Canary PT:Azores,Madeira',
  'Australia/': 'AU',
  'Brazil/': 'BR',
  'Canada/': 'CA',
  'Chile/': 'CL',
  'Europe/': '039:Andorra,Gibraltar,Malta,Podgorica,San_Marino,Sarajevo,Skopje,Tirane,Vatican 145:Nicosia 151:Chisinau,Tiraspol 154:Guernsey,Isle_of_Man,Jersey,Mariehamn 155:Luxembourg,Monaco,Vaduz AT:Vienna BE:Brussels BG:Sofia BY:Minsk CH:Zurich CZ:Prague DE:Berlin,Busingen DK:Copenhagen EE:Tallinn ES:Madrid FI:Helsinki FR:Paris GB:Belfast,London GR:Athens HR:Zagreb HU:Budapest IE:Dublin IT:Rome LT:Vilnius LV:Riga NL:Amsterdam NO:Oslo PL:Warsaw PT:Lisbon RO:Bucharest RS:Belgrade RU:Astrakhan,Kaliningrad,Kirov,Moscow,Samara,Saratov,Ulyanovsk,Volgograd SE:Stockholm SI:Ljubljana SK:Bratislava TR:Istanbul UA:Kiev,Kyiv,Simferopol,Uzhgorod,Zaporozhye',
  'Indian/': '034:Maldives 053:Christmas,Cocos 202',
  'Mexico/': 'MX',
  'Pacific/': '009 053:Norfolk CL:Easter EC:Galapagos NZ:Auckland,Chatham US:Honolulu,Johnston',
  'US/': '009:Samoa US',
};
