// Reading aloud with the phone's own voice: only where it has one of the language on the screen and nobody recorded
// the page. Another part may set aside a place for the button ([data-listen]) and show one passage alone
// ([data-read]): what is visible of these when the button is pressed counts.
(function(){
var S=w.speechSynthesis,U=w.SpeechSynthesisUtterance,able=S&&U,tag=H.lang,
  turn=0,at=0,queue=[],held,said,timer,lock,root,
  box=make("div",{"class":"say",hidden:""}),
  button=make("button",{type:"button","class":"b p","data-a":"listen"}),label=make("span"),
  SKIP="footer,form,button,svg,audio,"+
    ".b,.id,.g,.say,[role=status],[aria-hidden=true],details:not([open])>:not(summary)",
  LONGEST=160;  // characters: Chrome falls silent for good after about 15 seconds of one utterance
relocated(function(){
  if(tag===H.lang)return;  // the text size was changed
  tag=H.lang;
  if(able)stop();
  d.querySelectorAll("audio").forEach(function(a){if(!article().contains(a))a.pause()})});
if(!able)return;
button.innerHTML='<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path/></svg>';
button.append(label);box.append(button);

function seen(e){return e.isConnected&&e.getClientRects().length>0}
function first(selector){return Array.from(d.querySelectorAll(selector)).filter(seen)[0]}
function language(tag){return(tag||"").toLowerCase().split(/[-_]/)[0]}
function voice(){
  var all=S.getVoices().filter(function(v){return language(v.lang)===language(H.lang)});
  return all.filter(function(v){return v.localService})[0]||all[0]}

function recorded(){return article().querySelector("audio")}

function offer(){
  var place=first("[data-listen]")||d.querySelector("main");
  // Without its style the button would push the text down.
  box.hidden=!styled||!voice()||!!recorded()&&seen(recorded());
  d.body.classList.toggle("says",!box.hidden);
  label.textContent=word(queue.length?"more.listen.stop":"more.listen.start");
  button.querySelector("path").setAttribute("d",queue.length?"M6 6h12v12H6z":
    "M4 9h4l5-4v14l-5-4H4zM16 9a4 4 0 0 1 0 6M19 6a8 8 0 0 1 0 12");
  if(box.parentNode!==place)place.prepend(box)}

// Sentences of what is on the screen: {parts: [[text node, from, to]], block}.
function sentences(within){
  var walk=d.createTreeWalker(within,4),blocks=[],last,node;
  while((node=walk.nextNode())){
    var e=node.parentElement,skip=e.closest(SKIP);
    if(!seen(e)||(skip&&skip!==within&&within.contains(skip)))continue;
    while(e!==within&&w.getComputedStyle(e).display.indexOf("inline")===0)e=e.parentElement;
    if(!node.data.trim()&&(!last||last.e!==e))continue;
    if(!last||last.e!==e)blocks.push(last={e:e,nodes:[],text:""});
    last.nodes.push([node,last.text.length]);last.text+=node.data}
  return[].concat.apply([],blocks.map(function(b){
    return cuts(b.text).map(function(c){
      var parts=b.nodes.map(function(n){
        var length=n[0].data.length;
        return[n[0],Math.max(0,c[0]-n[1]),Math.min(length,c[1]-n[1])]}).filter(function(p){return p[1]<p[2]});
      return{block:b.e,parts:parts,text:(c[0]?"":number(b.e))+spoken(parts)}})})).filter(function(s){return s.text})}

function number(e){
  if(!e.matches("ol>li"))return"";
  var n=Array.from(e.parentElement.children).indexOf(e);
  return(e.parentElement.type==="A"?String.fromCharCode(65+n):n+1)+". "}

function cuts(text){
  var found=[],from=0,ends=/[.!?…][”"’)]*\s+|$/g,end;
  while(from<text.length&&(end=ends.exec(text))){
    var to=end.index+end[0].length;
    while(to-from>LONGEST){
      var piece=text.slice(from,from+LONGEST),mark=Math.max.apply(null,[",",";",":"," –"].map(function(c){
        return piece.lastIndexOf(c+" ")+c.length}));
      if(mark<LONGEST/3)mark=piece.lastIndexOf(" ");
      mark=mark>0?mark+1:LONGEST;
      found.push([from,from+=mark])}
    if(to>from)found.push([from,to]);
    from=to}
  return found}

function digits(text){return text.replace(/[+.\s]/g,"").split("").join(", ")}
// Telephone numbers and codes digit by digit; years, prices and distances are left to the voice.
function spoken(parts){
  var text=parts.map(function(p){
    var piece=p[0].data.slice(p[1],p[2]);
    return p[0].parentElement.closest("a[href^='tel:']")?piece.replace(/\+?\d[\d .]*\d/g,digits):piece}).join("");
  return text.replace(/\s+/g," ").trim()
    .replace(/(^|[^\d.,])((?:\+84|0)(?:[ .]?\d){8,10}|1[89]00(?:[ .]?\d){4,6})(?!\d)/g,function(_,a,n){return a+digits(n)})
    .replace(/(^|[\s(“])(gọi|bấm|số|nhắn|call|dial|press|text|number)((?:[, ]+(?:số|hoặc|và|or|and)?[ ]*\d{3,6}(?![\d/]|[.,]\d))+)/gi,
      function(_,a,b,n){return a+b+n.replace(/\d+/g,digits)})
    .replace(/\b(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{4,}\b/g,digits)
    .replace(/(^|[^\d.,])(0\d\d+|\d{7,})(?!\d|[.,]\d)/g,function(_,a,n){return a+digits(n)})}

function range(s){
  var r=d.createRange(),end=s.parts[s.parts.length-1];
  r.setStart(s.parts[0][0],s.parts[0][1]);r.setEnd(end[0],end[2]);
  return r}
function inSight(s){
  var r=s&&range(s).getBoundingClientRect();
  return!!r&&r.bottom>0&&r.top<w.innerHeight-80}
function mark(s){
  var follows=inSight(held);
  unmark();held=s;
  if(w.Highlight&&w.CSS&&w.CSS.highlights)w.CSS.highlights.set("say",new w.Highlight(range(s)));
  else s.block.classList.add("said");
  // Whoever scrolled away to look at something is left there.
  if(follows&&!inSight(s))s.block.scrollIntoView({block:"center"})}
function unmark(){
  if(w.CSS&&w.CSS.highlights)w.CSS.highlights.delete("say");
  if(held)held.block.classList.remove("said");
  held=null}

function start(){
  root=first("[data-read]")||article();
  queue=sentences(root);at=0;tell("");
  if(!queue.length)return;
  if(recorded())recorded().pause();
  if(S.speaking||S.pending)S.cancel();
  if(!lock&&w.navigator.wakeLock)  // or the screen goes dark, and with it the voice
    w.navigator.wakeLock.request("screen").then(function(l){lock=l;if(!queue.length)awake()},function(){});
  next();offer()}
function awake(){if(lock)lock.release();lock=null}
function next(){
  var s=queue[at],v=voice(),mine=++turn;
  w.clearTimeout(timer);
  if(!s||!v||!seen(s.block))return stop();
  var u=said=new U(s.text);  // Chrome forgets the events of an utterance that nobody holds
  u.voice=v;u.lang=v.lang;u.rate=.9;
  function on(){if(mine===turn){at++;next()}}
  function fail(e){
    if(mine!==turn)return;
    stop();
    if(!e||!/interrupted|canceled/.test(e.error))tell(word("more.listen.fault"))}
  u.onstart=function(){
    if(mine!==turn)return;
    w.clearTimeout(timer);
    timer=w.setTimeout(function(){if(mine===turn){S.cancel();on()}},8000+250*s.text.length)};
  u.onend=on;u.onerror=fail;
  timer=w.setTimeout(function(){fail()},10000);  // voices that are listed but need the network say nothing at all
  mark(s);S.speak(u)}
function stop(){
  turn++;w.clearTimeout(timer);
  if(queue.length)S.cancel();
  queue=[];unmark();awake();offer()}

act("listen",function(){queue.length?stop():start()});
// A step that is turned over while it is read: the next one is read on.
function turned(){
  w.setTimeout(function(){
    var alone=first("[data-read]");
    if(queue.length&&((alone||article())!==root||!seen(queue[at].block))){stop();if(alone)start()}
    offer()})}
d.addEventListener("click",turned);
w.addEventListener("popstate",turned);
d.addEventListener("visibilitychange",function(){if(d.hidden)stop()});
w.addEventListener("pagehide",stop);
S.onvoiceschanged=offer;
begin(offer);
})();
