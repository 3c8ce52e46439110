package io.llmgw.core.detect.person;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Given names that are common in Europe, the Americas and beyond, without accents. The list is our
 * own, and far from whole.
 */
final class GivenNames {
  private static final String NAMES =
      """
      aaron abdul abdullah abigail adele adeline adrian adriana adrienne agata agatha
      agnes agnieszka ahmad ahmed aileen aimee aisha aitor akiko akira alain alan alana
      albert alberto aldo alejandra alejandro aleksander aleksandra aleksei alessandra
      alessandro alessia alex alexa alexander alexandra alexandre alexandru alexei alexia
      alexis alfonso alfred alfredo alice alicia alicja alina alisha alison alistair allan
      allen allison alma alvaro alyssa amalia amanda amara amelia amelie amina amir amit
      amparo amy ana anabel anastasia anatoly anders andrea andreas andreea andrei andres
      andrew andrey andrzej andy ane angelica angelika angelina angelo anika anil anita
      anja anjali anna annabel anne annegret annelies annemarie annette annie annika anouk
      ante anthony antje antoine antoinette anton antonella antonia antonio anya arash
      archie ariana arianna arjun arlene armando arne arnold artem arthur artur arturo
      asha ashley ashok astrid aubrey audrey augusto aurelie ava ayse barbara barbora
      barry bart bartosz beata beatrice beatriz becky belinda ben benedikt benito benjamin
      bernadette bernard bernd bernhard bernice bert bertha bertrand bethany betty beverly
      bianca bjarne bjoern bjorn blanca bobby bogdan boris bozena brad bradley brandi
      brandon brandy brenda brendan brent brett brian brianna bridget brigitte britta
      brittany brittney brooke bruce bruno bryan bryce byron caitlin calvin camilla
      camille candice carina carl carla carlo carlos carly carmela carole caroline carolyn
      carrie carsten casey catalina caterina catherine cathy cecile cecilia celeste celia
      celine cesar chantal charlene charles charlie cheryl chiara chidi chloe chris
      christa christel christian christiane christina christine christof christoph
      christophe christopher cindy claire clara clarence clarissa claudia claudio claus
      clement clifford clint clyde colette colin colleen concetta connie connor conrad
      constantin consuelo cora corey corinna corinne cornelia cornelius courtney craig
      cristian cristiano cristina curtis cynthia dagmar daichi daisuke damian damien dana
      daniel daniela daniele danielle danilo danny daphne daria dariusz darlene darrell
      darren daryl dave david davide deanna debbie deborah debra deepak deirdre delia
      delores denis denise dennis derek desiree detlef devon diana diane dianne diego
      dieter dietmar dietrich dimitri dina dinesh dirk dmitri dmitry dominic dominik
      dominika dominique donald donna dora doreen doris dorota dorothea dorothy doug
      douglas duane duncan dustin ebony eddie edgar edith edmund eduard eduardo edward
      edwin eero eileen einar elaine eleanor elena eleonora elias elif elin elina elisa
      elisabeth elise eliza elizabeth ellen elliot elmer elsa elsie elvira emanuel emeka
      emil emilia emilie emilio emily emma emmanuel emre enrico enrique eric erica erich
      erik erika erin ernest ernesto erwin esmeralda esperanza esteban estelle esther
      ethan eugene eugenia eugenio evelyn evgeny ewa fabian fabio fabrice fabrizio farid
      fatemeh fatima fatma faye federica federico felicia felicity felipe ferdinand
      fernanda fernando filip filippo fiona florian floyd frances francesca francesco
      francine francis francisca francisco franck francois francoise frankie franz fred
      freddie frederic frederick frederik frida frieda friedrich fritz gabriel gabriela
      gabriele gabriella gabrielle galina gareth garry gary gavin genevieve geoff geoffrey
      georg george georges georgina gerald geraldine gerard gerardo gerd gerda gerhard
      gerrit gertrude ghislaine gianluca gilbert gilberto giles gillian gina giorgio
      giovanna giovanni gisela giulia giuliana giulio giuseppe gladys glenda glenn gonzalo
      gordon graham grazyna greg gregor gregory greta grzegorz guadalupe gudrun guido
      guillaume guillermo gunnar gustav gustavo gwen gwendolyn hakan halina hanna hannah
      hanne hannelore hannes hans harald hari harold harriet harrison harry haruka harvey
      hassan hatice heather hector heidi heike heiko heinrich heinz helen helena helene
      helga helmut hendrik henri henriette henrik henry herbert herman hermann hilary
      hilda hildegard hiroko hiroshi holger horst hossein howard hubert hugh hugo humberto
      ian ibrahim ida ignacio igor ilona ilse ilya imran ines inga inge ingeborg inger
      ingo ingrid irena irene irina irma isabel isabella isabelle isaiah ismael istvan
      ivan ivana iwona jackie jacob jacqueline jacques jadwiga jaime jakob jakub james
      jamie jana jane janet janice janina janine janusz jared jaroslav jarrod jasmin jason
      javier jayden jeanette jeanne jeannette jeff jeffery jeffrey jelena jenna jennie
      jennifer jenny jens jeremiah jeremy jerome jerry jesper jesse jessica jessie jill
      jillian jim jimmy jitka joachim joan joanna joanne joaquin jochen jodie joe joel
      joerg johan johann johanna johannes john johnny jolanta jon jonas jonathan jorge
      jose josef josefina joseph josephine josh joshua joyce juan juana juanita judith
      judy juergen jukka jule jules julian juliana julianne julie julien juliet juliette
      julio julius justine justyna kaitlyn kamil karel karen karim karin karina karine
      karl karla karol karolina karsten kasper katarina katarzyna kate katerina katharina
      katherine kathleen kathrin kathryn kathy katie katja katrin katrina kavita kayla
      keith kelley kelsey kendra kenji kenneth kenny kenta kerry kerstin kevin khalid
      kimberly kirk kirsten kirsty klara klaus knut kofi konrad konstantin krista kristen
      kristian kristin kristina kristine kristoffer kristy krystyna krzysztof kurt kwame
      kyle kylie lakshmi lara larry lars lasse laura lauren laurence laurent laurie
      lawrence layla lea leah leander lech leila leland lena leon leona leonard leonardo
      leonie leopold leroy leszek leticia leyla liam lidia liesbeth lilian liliana lillian
      lina linda lindsay lindsey linus lionel lisa lise lloyd loic lois lola lonnie lorena
      lorenzo loretta lori lorraine lothar lou louis louisa louise luc luca lucas lucia
      luciana luciano lucie lucien lucille lucinda lucy ludmila ludovic ludwig luigi luis
      luisa lukas luke lydia lynn maarten mabel maciej mackenzie maddalena madeleine mads
      magda magdalena maggie magnus mahmoud maik maja makoto malcolm malgorzata malik
      manfred manoj manon manuel manuela mara marc marcel marcela marcella marcelo marcia
      marcin marco marcos marcus marek margaret margarita margherita margit margot margret
      marguerite mariana marianna marianne mariano marie marieke marilyn marina mario
      marion marisa marisol marissa marius mariusz marjorie marketa marko markus marlene
      marlies marta martha martin martina martine marty marvin maryam mateo mateusz
      mathias mathieu mathilde matilda matt matteo matthew matthias matthieu maud maura
      maureen maurice mauricio maurizio mauro maxim maxime maximilian maxine meera megan
      mehdi mehmet meike melanie melinda melissa melvin meredith mette mia micah michael
      michaela michal michel michele micheline michelle miguel mihai mikael mike mikhail
      mikkel mildred milena millie milos milton minna miranda miriam mirjam miroslav misty
      mohamed mohammad mohammed moira molly mona monica monika monique moritz muhammad
      murat muriel mustafa myra myriam myrtle nadia nadine nancy naoko naomi nasser
      natalia natalie natasha nathalie nathan nathaniel neal neha neil nellie ngozi
      nicholas nick nicky nicola nicolas nicole niels nigel nikita niklas nikola nikolai
      nikolaus nikos nils nina noel noemi nomsa nora norbert noreen norman oceane octavia
      odette olaf olav oleg olga oliver olivia olivier omar ondrej oscar oskar osman otto
      owen pablo palle pamela paola paolo pascale patrice patricia patricio patrick patrik
      patryk paul paula paulette paulina pauline paulo pavel pawel pedro peggy penelope
      petar peter petr petra petri phil philip philipp philippa philippe phillip phoebe
      phyllis pierre pieter pietro piotr polly pooja preston priscilla priya priyanka
      quentin rachael rachel rafael rafal raffaele rahul rainer rajesh ralf ralph ramesh
      ramon ramona randall randy raphael raquel rasmus raul ravi raymond rebecca reginald
      reiner reinhard reinhold renata renate rene renee reyna reza rhonda ricardo riccardo
      richard ricky rita robert roberta roberto robyn rocio rodney rodolfo rodrigo roger
      roland rolf romain ronald ronnie rory rosa rosalie rosalind rosanna roseanne
      rosemarie rosemary rosie roswitha roxanne ruben rudi rudolf rupert russell ruth ryan
      rylan sabine sabrina sakura sally salma salvatore sam samantha samiha samir samira
      samuel sandeep sandra sandrine sanjay sara sarah sascha saskia sean sebastian
      sebastien selma serena serge sergei sergey sergio shane shannon sharon shaun shawn
      sheila shelby shelley sheri sherri sherry shirley sibylle siegfried sigrid silke
      silvia silvio simon simona simone sipho sofia sofie solange sonia sonja sonya sophia
      sophie stacey stacy stanislav stanislaw stanley stefan stefania stefanie stefano
      steffen sten stephan stephane stephanie stephen steve steven stuart sunil suresh
      susan susana susanna susanne suzanne suzette svein sven svetlana sybille sylvain
      sylvester sylvia sylvie tabea tabitha tadeusz takashi takeshi tamara tami tammy
      tanja tanya tariq tasha tatiana tatjana terence teresa terrence terri tessa thabo
      thea thelma theo theodor theodore theresa therese thierry thomas thorsten tiago
      tibor tiffany tilda tim timo timothy tina tobias todd tomas tomasz tommaso tommy
      toni tony tonya torben tracey traci tracy travis trent trevor tricia tristan ulf
      ulrich ulrike umberto urs ursula ute uwe vaclav valentin valentina valeria valerie
      vanessa vasily vaughn velma vera verena vernon veronica veronika veronique vicente
      vicki vicky vijay vikram viktor viktoria vilma vince vincent vincenzo violeta virgil
      virginie vivian viviane vivien vladimir volker walter wanda wendy wenke werner
      wesley wieslaw wilfried wilhelm willem william willie wilma winfried winston
      wojciech xavier yasmin yasmine yoko yolanda yosef youssef yuki yuri yusra yusuf
      yvette yvonne zachary zbigniew zdenek zeynep zoe zofia zsolt zuzana
      """;

  /** Names that are also words, places or surnames: they need a surname next to them. */
  private static final String WORDS =
      """
      abraham ada adam aida alba ali amber angel angela ann april art august aurora austin
      autumn axel basil beth bill bob brook buck cameron carmen carol carolina cedric chad
      charlotte chase chelsea claude clay cliff constance cooper crystal daisy dale dallas
      dante dawn dean dolores don drew dylan earl elijah ella ellis eva faith felix
      florence frank gail gemma gene georgia glen gloria grace grant guy harris hazel
      heath hela holly hope hunter inka iris isaac ivy jack jackson jade jan jasmine jay
      jean jesus jordan joy julia jun june justin kay kelly ken kim kiran lance lane lee
      leo leslie lewis lily lincoln lourdes madison mandy maria mark mary mason max may
      mei mercedes merle mika milan miles ming mitchell morgan moses nelson noah norma
      nova ole olive page paloma paris parker pascal pat pearl penny per perry pia pilar
      porsche raj ray reed regina rich rick rob robin roman ron ronan rosario rose ross
      roy ruby rusty salvador sandy santiago scott seth sky star stella stone sue summer
      sydney tara taylor ted terry tess till tom troy tyler victor victoria viola violet
      virginia wade warren wayne wei will wolfgang
      """;

  private static final Set<String> ALSO_WORDS = Set.copyOf(split(WORDS));

  private GivenNames() {}

  /** All names, in lower case. */
  static List<String> all() {
    return Stream.concat(split(NAMES).stream(), split(WORDS).stream()).toList();
  }

  /** Whether the name, in lower case, is something else as well. */
  static boolean isAlsoWord(String name) {
    return ALSO_WORDS.contains(name);
  }

  private static List<String> split(String names) {
    return List.of(names.strip().split("\\s+", -1));
  }
}
