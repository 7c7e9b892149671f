export default {
  context: "Wie man aufnimmt, was die Zahlen bedeuten und wie die Arbeit abläuft.",
  search: "Hilfe durchsuchen",
  nothing: "Darüber steht hier nichts. Versuchen Sie ein anderes Wort.",
  title: {
    recording: "Aufnahmehilfe",
    work: "So läuft die Arbeit",
    scores: "Was die Wertungen bedeuten",
    measured: "Was gemessen wird",
    keys: "Tastatur",
    datasets: "Einzelbilder berichtigen",
    studio: "Für Studios",
    trouble: "Wenn etwas schiefgeht",
  },
  why: "Eine gute Aufnahme ist in einer Minute vorbereitet und entscheidet, wie viel sich messen lässt.",
  picture: {
    good: "Richtig: beide ganz, aufrecht, gut beleuchtet",
    far: "Zu weit weg: Füße und Hände sind zu klein",
    cut: "Abgeschnitten: ohne Füße keine Fußarbeit",
    dark: "Zu dunkel: die Gelenke sind geraten",
    tilted: "Schief: jede Linie neigt sich",
    crowd: "Andere im Bild: auf Ihr Paar zuschneiden",
    joints: "Richtig: beide ganz; verdeckte Gelenke sind hohl",
    phantom: "Ein Phantom: ein Arm, den niemand hat",
    "wrong-dancer": "Ihr Bein bei ihm: ziehen Sie es zurück",
    "other-head": "Zwei Köpfe an einer Stelle: Jeder braucht seinen",
    "no-arm": "Ein Arm fehlt: Gelenk für Gelenk setzen",
  },
  right: "So",
  wrong: "So nicht",
  recording: {
    whole: "Beide ganz im Bild, von Kopf bis Fuß, die ganze Zeit. Lassen Sie etwas Platz um sie herum.",
    height:
      "Stellen Sie die Kamera in Brusthöhe auf etwas, das steht: Stativ, Regal, Stuhl. Nicht schwenken, nicht zoomen.",
    place:
      "Filmen Sie von der langen Seite, schräg im Winkel von etwa 45 Grad, aus sechs bis zehn Metern. Eine zweite Kamera an der anderen Ecke sieht, was die erste nicht sieht.",
    quality: "Am besten 1080p mit 50 oder 60 Bildern je Sekunde; 720p mit 30 genügt. Halten Sie das Telefon quer.",
    light: "Licht von vorn oder oben. Kein Fenster und kein Scheinwerfer hinter dem Paar.",
    sound:
      "Nehmen Sie die Musik mit auf: Der Takt wird an ihren Schlägen gemessen. Schalten Sie sie vor dem Beginn ein.",
    length:
      "Ein Tanz, anderthalb bis zwei Minuten, höchstens 15 Minuten und 4 GB. Schneiden Sie weg, was kein Tanzen ist.",
    clothes: "Kleidung, die nicht die Farbe von Boden oder Wand hat. Enge zeigt mehr als weite.",
  },
  work: {
    upload:
      "Wählen Sie „Neue Analyse“, Ihr Video, das Paar und den Tanz. Die Qualität wird geprüft, sobald die Datei gewählt ist.",
    crop: "Sind andere im Bild, schneiden Sie auf Ihr Paar zu.",
    wait: "Die Analyse läuft von selbst. Sie können die Seite verlassen oder das Telefon ausschalten; eine Mail sagt, wann sie fertig ist.",
    review:
      "Öffnen Sie das Ergebnis: das Video mit den Skeletten, die Wertungen und woran zuerst zu arbeiten ist. Jede Zahl führt zu ihren Stellen im Video.",
    exclude:
      "Etwas kam dazwischen? Schließen Sie den Abschnitt aus und werten Sie neu: Nichts muss neu hochgeladen werden.",
    compare:
      "Tanzen Sie in einigen Wochen wieder und vergleichen Sie: Nur derselbe Tanz, gleich gefilmt, ist ein fairer Vergleich.",
  },
  scores: {
    scale: "Wertungen gehen von 0 bis 10, wie beim Werten: 6 ist über dem Durchschnitt, 8 sehr gut, 10 herausragend.",
    interval:
      "Jede Wertung hat einen Bereich, in dem die wahre wahrscheinlich liegt; überlappen sich zwei, ist kein Unterschied sicher.",
    coverage: "Die Abdeckung sagt, wie viel vom Tanz zu sehen war. Verdecktes wird nicht geraten.",
    none: "Wo zu wenig zu sehen war, gibt es keine Wertung, aber einen Grund. Das ist keine schlechte Note.",
    four: "Vier Komponenten, wie Wertungsrichter sie nutzen: Technik, Bewegung zur Musik, Partnering, Choreografie. Darunter stehen Teilkriterien und einzelne Messungen.",
    first:
      "„Woran zu arbeiten ist“ nennt die Fehler, die am meisten kosten, mit den Stellen, an denen man sie am besten sieht.",
    judges:
      "Die Zahlen sind Messungen, kein Urteil einer Jury. Auch Wertungsrichter weichen beim selben Tanz um 0,2 bis 0,3 Punkte voneinander ab.",
  },
  measuredWhy: "Alles, was gemessen wird, nach Komponenten. Was zu einem Tanz nicht passt, wird dort weggelassen.",
  keys: {
    play: "Abspielen und anhalten",
    frame: "Ein Bild zurück oder weiter",
    second: "Eine Sekunde zurück oder weiter",
    speed: "Langsamer, anhalten, schneller",
    loop: "Anfang und Ende eines Abschnitts",
    search: "Nächstes Feld oder nächste Schaltfläche",
    close: "Fenster schließen",
  },
  keyOf: {
    space: "Leertaste",
    arrows: "← →",
    shiftArrows: "Umschalt + ← →",
    tab: "Tabulator",
    escape: "Escape-Taste",
  },
  datasets: {
    flow: "„Datensätze“: Wählen Sie fertige Analysen; aus ihren Videos werden Einzelbilder entnommen, mit den Gelenken, die das Netz gefunden hat. Berichtigen Sie falsche, bestätigen Sie richtige, und geben Sie alles aus: Daraus kann das Netz lernen.",
    training:
      "„Trainingsläufe“: Wählen Sie Datensätze mehrerer Paare, und ein Netz lernt daraus weiter. Es wird an Paaren gemessen, die es nie gesehen hat; erproben Sie es an einer Aufnahme und sehen Sie beide Läufe nebeneinander, bevor es zum Einsatz kommt.",
    first:
      "Arbeiten Sie mit „Schlechteste zuerst“: was unsicher war, was springt, was eine seltsame Länge hat. Eine Stunde dort bringt so viel wie ein Tag der Reihe nach.",
    phantom:
      "Wo sich Hände fassen, gibt es oft Arme, die niemand hat: Beide Handgelenke von Herr und Dame müssen da sein, jedes an der eigenen Hand.",
    swapped:
      "Ein Handgelenk, Ellbogen oder Knie an der falschen Person: Ziehen Sie es hinüber, oder tauschen Sie die Tanzenden, wenn alles verkehrt ist.",
    sides:
      "Links ist das Links der tanzenden Person, auch von hinten. Bei Gedrehten ist es oft verkehrt: Eine Taste tauscht die Seiten.",
    head: "In der Tangohaltung sind zwei Köpfe nah beieinander: Nase und Ohren müssen am eigenen Kopf liegen.",
    hidden:
      "Hinter Partner oder Rock ist ein Gelenk trotzdem da: Setzen Sie es dorthin, wo es sein muss, und wählen Sie „verdeckt“. Weg bleibt nur, was außerhalb des Bildes ist.",
    lost: "Eine Person wurde nicht gefunden, oder keine: Machen Sie eine aus der anderen, oder setzen Sie die Gelenke nacheinander; das nächste wird von selbst gewählt.",
    unusable:
      "Verwischt, abgeschnitten, jemand davor: Nennen Sie das Einzelbild unbrauchbar, mit Grund. Es fehlt dann in allen Dateien.",
    ghost:
      "Blasse gestrichelte Gelenke wurden kaum gefunden: Klicken Sie auf eines, das stimmt, ziehen Sie eines, das anderswo ist. D geht durch alle, bei denen das Netz unsicher war.",
    together:
      "Mehrere Personen können an einem Datensatz arbeiten. Übersicht und Bearbeitung zeigen sofort, wer ein Bild geöffnet hat, und sobald es frei ist, haben Sie es; nichts, was jemand gespeichert hat, wird ungefragt überschrieben.",
    fingers:
      "Mit dem Finger: Gelenk ziehen, zwei Finger auseinander zum Vergrößern, beide bewegen, um das Bild mitzunehmen.",
    keys: "In der Übersicht: Pfeile gehen weiter, C bestätigt, U sortiert aus, Z nimmt zurück. Beim Berichtigen zeigt das Fragezeichen alle Tasten: Es geht ganz ohne Maus.",
  },
  studio: {
    invite: "Admins laden unter „Benutzer“ ein; jeder bekommt eine Mail mit einem Link, um ein Passwort zu wählen.",
    couples:
      "Tragen Sie unter „Paare“ Paare ein und sagen Sie, wer sie trainiert. Trainer und Tänzer sehen nur ihre eigenen Paare.",
    quota:
      "Kontingente begrenzen Uploads und Minuten in 30 Tagen, je Benutzer und für das Studio. Ein abgelehntes Video kostet nichts.",
    factor:
      "Ein zweiter Faktor schützt ein Konto neben dem Passwort. Wer ihn vom ganzen Studio verlangt, richtet zuerst den eigenen ein.",
    logs: "„Protokolle“ zeigt, wer sich angemeldet und wer was geändert hat; filtern Sie und laden Sie dasselbe als CSV.",
  },
  trouble: {
    offline:
      "Keine Verbindung: Nichts geht verloren. Die Seite sagt es und macht von selbst weiter, wenn die Leitung wieder da ist.",
    rejected:
      "Ein Video wird abgelehnt: Der Grund steht daneben, mit dem, was zu tun ist. Wählen Sie für dieselbe Aufnahme eine andere Datei.",
    couple:
      "Das Paar wurde nicht gefunden: Schneiden Sie darauf zu, oder filmen Sie näher und ohne jemanden dazwischen.",
    lead: "Herr und Dame sind vertauscht: Sagen Sie es über den Wertungen; ein Klick bringt es in Ordnung.",
    music:
      "Falsche oder keine Musik: Tippen Sie die Schläge, während das Video läuft, oder wählen Sie einen anderen Tanz, und werten Sie neu.",
  },
};
